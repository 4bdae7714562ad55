import { afterEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { samplePaused } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const paused = samplePaused(`prv_${'0'.repeat(32)}`)

it('lists what is paused, with what to do, and lets it go on', async () => {
  const asked: string[] = []
  api = await startSmallApi({
    'GET /api/v1/paused-targets': () => ({ items: [paused] }),
    [`POST /api/v1/paused-targets/${paused.id}/resume`]: () => {
      asked.push('resume')
      return null
    },
  })
  const run = (...args: string[]) => runCli(['providers', ...args, '--url', api?.url ?? ''])

  const listed = await run('paused')
  expect(listed.stdout).toMatch(/amazon\.nova-micro-v1:0 +gr1 +access-denied +12/)
  expect(listed.stdout).toContain('What to do: Add the action to the policy.')
  expect((await run('paused', '--json')).summary).toMatchObject({ paused: [{ id: paused.id }] })

  const resumed = await run('resume', paused.id, '--json')
  expect(resumed.summary).toEqual({ ok: true, resumed: paused.id })
  expect(asked).toEqual(['resume'])
})
