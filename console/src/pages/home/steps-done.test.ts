import { expect, it } from 'vitest'
import { stepsDone } from './steps-done.ts'

it('takes no step for done that only began', () => {
  const done = stepsDone({
    streams: [],
    providers: [{ state: 'failing' }, { state: 'untested' }],
    automations: [{ published: null }],
    hasEvents: false,
  })
  expect(done).toEqual({ stream: false, provider: false, action: false, event: false })
})

it('is done with one ready provider among failing ones', () => {
  const providers = [{ state: 'failing' }, { state: 'ready' }] as const
  expect(stepsDone({ streams: [], providers, automations: [], hasEvents: true })).toMatchObject({
    provider: true,
    event: true,
  })
})

it('does not ask again for a provider that AWS refuses now', () => {
  const providers = [{ state: 'paused' }] as const
  expect(stepsDone({ streams: [], providers, automations: [], hasEvents: true }).provider).toBe(
    true,
  )
})
