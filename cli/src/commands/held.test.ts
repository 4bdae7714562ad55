import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const id = (prefix: string) => `${prefix}_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
const problem = {
  type: 'urn:outcrop:problem:visitor-broken', title: 'The stored state of a visitor cannot be read', status: 409, code: 'visitor-broken',
  detail: 'visits is not a number.', who: 'operator', remedy: 'Mend it, or erase the visitor.', retry: false,
} // prettier-ignore
const event = {
  id: id('evt'), kind: 'event', stream_id: id('str'), visitor_id: 'v1', other_id: null, problem, tries: 3, held_at: at, next_try_at: '2026-01-02T00:00:00.000Z',
  event: { id: id('evt'), stream: { account: 'acme', profile: 'main' }, name: 'purchase', visitor_id: 'v1', received_at: at, payload: { total: 3 } },
} // prettier-ignore
const stitch = { ...event, id: id('sti'), kind: 'stitch', other_id: 'customer-1', event: null }

let api: SmallApi
let asked: string[]
beforeEach(async () => {
  asked = []
  api = await startSmallApi({
    'GET /api/v1/held': ({ url }) => {
      asked.push(url.search)
      return { items: [stitch, event], next: null }
    },
    [`POST /api/v1/held/${event.id}/retry`]: () => ({ ...event, next_try_at: at }),
    [`DELETE /api/v1/held/${stitch.id}`]: () => {
      asked.push('dropped')
      return null
    },
  })
})
afterEach(() => api.close())

it('lists what is held, why, and once what to do', async () => {
  const { stdout } = await runCli(['held', '--url', api.url])
  expect(stdout).toMatch(/2026-01-01 00:00:00 +3 +2026-01-02 00:00:00 +v1 +purchase +visits is not a number\./) // prettier-ignore
  expect(stdout).toContain('stitch with customer-1')
  expect(stdout.match(/Mend it, or erase the visitor\./g)).toHaveLength(1)
})

it('lists what is asked for', async () => {
  const { summary } = await runCli(['held', '--kind', 'stitch', '--visitor', 'v1', '--limit', '5', '--json', '--url', api.url]) // prettier-ignore
  expect(summary).toEqual({ ok: true, held: [stitch, event] })
  expect(Object.fromEntries(new URLSearchParams(asked[0]))).toEqual({ kind: 'stitch', visitor_id: 'v1', limit: '5' }) // prettier-ignore
})

it('tries one again', async () => {
  const { stdout } = await runCli(['held', 'retry', event.id, '--url', api.url])
  expect(stdout).toContain('It is tried again now.')
})

it('drops one only when it is told so', async () => {
  const unsure = await runCli(['held', 'drop', stitch.id, '--url', api.url])
  expect([unsure.exitCode, asked]).toEqual([2, []])
  expect(unsure.stderr).toContain('--yes')
  const { stdout } = await runCli(['held', 'drop', stitch.id, '--yes', '--url', api.url])
  expect(stdout).toContain(`Dropped: ${stitch.id}.`)
  expect(asked).toEqual(['dropped'])
})
