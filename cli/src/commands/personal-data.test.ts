import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli, type CliRun } from '../testing/run-cli.ts'
import { startSmallApi, type ApiRequest, type SmallApi } from '../testing/small-api.ts'

const id = (prefix: string) => `${prefix}_${'0'.repeat(32)}`
const at = '2026-01-01T00:00:00.000Z'
const stream = { id: id('str'), account: 'demo', profile: 'shop', max_requests_per_s: null, created_at: at } // prettier-ignore
const visitor = { id: 'v/1', events: 12 }
const erasure = {
  id: id('ers'),
  stream_id: id('str'),
  phase: 'removing_events',
  progress: 0.5,
  events: 3,
  runs: 0,
  requested_at: at,
  done_at: null,
}

const folder = mkdtempSync(join(tmpdir(), 'outcrop-personal-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

let api: SmallApi
let asked: ApiRequest[]
const seen = (answer: object) => (request: ApiRequest) => {
  asked.push(request)
  return answer
}
beforeEach(async () => {
  asked = []
  api = await startSmallApi({
    'GET /api/v1/streams': () => ({ items: [stream], next: null }),
    [`GET /api/v1/visitors/${id('str')}/v%2F1/export`]: seen({ visitor, events: [] }),
    [`DELETE /api/v1/visitors/${id('str')}/v%2F1`]: seen(erasure),
    [`GET /api/v1/erasures/${erasure.id}`]: seen({ ...erasure, phase: 'done', events: 12, runs: 1, done_at: at }), // prettier-ignore
  })
})
afterEach(() => api.close())

const run = (args: string[]): Promise<CliRun> => runCli([...args, '--url', api.url])

describe('outcrop visitors', () => {
  it('exports one as the server sends it, to standard output or into a file', async () => {
    const document = { visitor, events: [] }
    expect(JSON.parse((await run(['visitors', 'export', 'v/1'])).stdout)).toEqual(document)
    const file = join(folder, 'export.json')
    const { summary } = await run(['visitors', 'export', 'v/1', '--output', file, '--json'])
    expect(summary).toEqual({ ok: true, file })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document)
    expect((await run(['visitors', 'export', 'v/1', '--json'])).exitCode).toBe(2)
  })

  it('erases one when told so twice, and waits until it is done', async () => {
    const unsure = await run(['visitors', 'erase', 'v/1'])
    expect([unsure.exitCode, asked]).toEqual([2, []])
    const { stdout } = await run(['visitors', 'erase', 'v/1', '--yes'])
    expect(stdout).toContain('erased, with 12 events and 1 run.')
    expect(asked.map(({ url }) => url.pathname)).toEqual([
      `/api/v1/visitors/${id('str')}/v%2F1`,
      `/api/v1/erasures/${erasure.id}`,
    ])
  })
})
