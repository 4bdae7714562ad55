import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { runId, sampleRun } from '../testing/samples.ts'
import { startSmallApi, type ApiRequest, type SmallApi } from '../testing/small-api.ts'
import { best, id, stream } from '../testing/stream-examples.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const at = '2026-11-24T15:00:00.000Z'
const before = '2026-11-24T14:00:00.000Z'

describe('events over time', () => {
  it('are those of a data source, without the hours that had none', async () => {
    const items = [{ at: before, events: 0 }, { at, events: 1234 }] // prettier-ignore
    const volume = { step: 'hour', items }
    api = await startSmallApi({
      [`GET /api/v1/data-sources/${id('src')}/volume`]: ({ url }) => {
        expect(url.searchParams.get('hours')).toBe('48')
        return volume
      },
    })
    const words = ['data-sources', 'volume', id('src'), '--hours', '48', '--url', api.url]
    const { stdout } = await runCli(words)
    expect(stdout).toMatch(/^HOUR +EVENTS\s+2026-11-24 15:00 +1,234$/m)
    expect(stdout).not.toContain('14:00')
    expect((await runCli([...words, '--json'])).summary).toEqual({ ok: true, ...volume })
  })

  it('are those of a specification, by verdict', async () => {
    const items = [{ at, valid: 1234, warn: 0, invalid: 5 }]
    api = await startSmallApi({
      [`GET /api/v1/specifications/${id('spc')}/volume`]: () => ({ step: 'day', items }),
    })
    const { stdout } = await runCli(['specifications', 'volume', id('spc'), '--url', api.url])
    expect(stdout).toMatch(/DAY +VALID +WARN +INVALID\s+2026-11-24 15:00 +1,234 +0 +5/)
  })
})

describe('outcrop audiences estimate', () => {
  it('says how many visitors a condition takes in', async () => {
    let asked: unknown
    const estimate = { size: 1200, is_estimate: true, looked: 4000, total: 50_000 }
    api = await startSmallApi({
      'GET /api/v1/streams': () => ({ items: [stream('shop')], next: null }),
      'POST /api/v1/audiences/estimate': ({ body }: ApiRequest) => {
        asked = body
        return estimate
      },
    })
    const stdin = Readable.from([Buffer.from(JSON.stringify(best.condition))])
    const { stdout } = await runCli(['audiences', 'estimate', '-', '--url', api.url], { stdin })
    expect(stdout).toBe('About 1,200 visitors of 50,000; looked at 4,000.\n')
    expect(asked).toEqual({ stream_id: id('str'), condition: best.condition })
  })
})

describe('outcrop trace list and end', () => {
  it('lists traces, and ends one', async () => {
    const trace = { id: '8518b7d4d5', stream_id: id('str'), started_at: before, expires_at: at, ended_at: null, events: 3 } // prettier-ignore
    api = await startSmallApi({
      'GET /api/v1/traces': () => ({ items: [trace], next: null }),
      'DELETE /api/v1/traces/8518b7d4d5': () => null,
    })
    const { stdout } = await runCli(['trace', 'list', '--url', api.url])
    expect(stdout).toMatch(/8518b7d4d5 +2026-11-24 14:00:00 +– +3$/m)
    const ended = await runCli(['trace', 'end', '8518b7d4d5', '--url', api.url])
    expect(ended.stdout).toBe('The trace 8518b7d4d5 has ended.\n')
  })
})

describe('outcrop runs cancel', () => {
  it.each([
    ['cancelled', 'The run is cancelled.\n'],
    ['running', 'The run is running, and ends as soon as it can.\n'],
  ] as const)('says what became of one that is then %s', async (state, said) => {
    api = await startSmallApi({
      [`POST /api/v1/runs/${runId(3)}/cancel`]: () => sampleRun(3, 'v1', state),
    })
    expect((await runCli(['runs', 'cancel', runId(3), '--url', api.url])).stdout).toBe(said)
  })
})
