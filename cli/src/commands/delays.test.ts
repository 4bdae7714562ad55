import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const id = (prefix: string) => `${prefix}_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
const waiting = {
  id: id('dly'),
  automation: { id: id('aut'), name: 'Remind' },
  stream_id: id('str'),
  visitor_id: 'v1',
  event_id: id('evt'),
  feed_id: null,
  audience_id: id('adn'),
  state: 'waiting',
  created_at: at,
  due_at: '2026-01-02T00:00:00.000Z',
  ended_at: null,
  reason: null,
  run_id: null,
}
const reason = 'The visitor is not in the audience any more.'
const dropped = { ...waiting, visitor_id: null, state: 'dropped', ended_at: at, reason }

let api: SmallApi
let asked: URLSearchParams[]
beforeEach(async () => {
  asked = []
  api = await startSmallApi({
    'GET /api/v1/delays': ({ url }) => {
      asked.push(url.searchParams)
      return { items: [waiting, dropped], next: null }
    },
    [`POST /api/v1/delays/${waiting.id}/cancel`]: () => ({ ...waiting, state: 'cancelled' }),
  })
})
afterEach(() => api.close())

it('lists starts that wait, and what became of others', async () => {
  const { stdout } = await runCli(['delays', '--url', api.url])
  expect(stdout).toMatch(/2026-01-02 00:00:00 +waiting +Remind +v1 +–/)
  expect(stdout).toMatch(/dropped +Remind +– +The visitor is not in the audience any more\./)
})

it('lists those that are asked for', async () => {
  const options = ['--state', 'waiting', '--visitor', 'v1', '--automation', id('aut'), '--limit', '5'] // prettier-ignore
  const { summary } = await runCli(['delays', ...options, '--json', '--url', api.url])
  expect(summary).toEqual({ ok: true, delays: [waiting, dropped] })
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({ state: 'waiting', visitor_id: 'v1', automation_id: id('aut'), limit: '5' }) // prettier-ignore
})

it('cancels one', async () => {
  const { stdout } = await runCli(['delays', 'cancel', waiting.id, '--url', api.url])
  expect(stdout).toContain('Cancelled: Remind for v1.')
  const { summary } = await runCli(['delays', 'cancel', waiting.id, '--json', '--url', api.url])
  expect(summary).toEqual({ ok: true, delay: { ...waiting, state: 'cancelled' } })
})
