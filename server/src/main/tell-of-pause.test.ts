import { expect, it } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { tellOfPause } from './tell-of-pause.ts'

type Line = [level: string, about: object, text: string]

it('writes a line when runs wait, with who must act, and one when they go on', () => {
  const lines: Line[] = []
  const tell = tellOfPause({
    warn: (about: object, text: string) => void lines.push(['warn', about, text]),
    info: (about: object, text: string) => void lines.push(['info', about, text]),
  })
  const pause = { organizationId: 'org_1', providerId: 'prv_1', target: 'm' }
  tell({ ...pause, problem: new Problem('access-denied', 'No.').toDocument() })
  tell({ ...pause, target: null, problem: null })

  const about = { organization: 'org_1', provider: 'prv_1' }
  expect(lines).toEqual([
    ['warn', expect.objectContaining({ ...about, target: 'm', code: 'access-denied', who: 'aws-administrator', detail: 'No.' }), 'a target of a provider is paused, its runs wait'], // prettier-ignore
    ['info', about, 'a provider is not paused any more'],
  ])
})
