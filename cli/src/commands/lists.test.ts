import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import {
  deniedProblem,
  eventId,
  runId,
  sampleAutomation,
  sampleEvent,
  sampleProvider,
  sampleRun,
  sampleService,
} from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

async function startApi(): Promise<{ url: string; replays: unknown[] }> {
  const replays: unknown[] = []
  api = await startSmallApi({
    'GET /api/v1/events': () => ({
      items: [sampleEvent(2, null, 9), sampleEvent(1, 'v1')],
      next: null,
    }),
    [`GET /api/v1/events/${eventId(1)}`]: () => sampleEvent(1, 'v1'),
    'GET /api/v1/providers': () => ({ items: [sampleProvider(1, 'Emulator')], next: null }),
    'GET /api/v1/services': () => ({ items: [sampleService(1, 'Fast')], next: null }),
    [`POST /api/v1/runs/${runId(3)}/replay`]: ({ body }) => {
      replays.push(body)
      return { ...sampleRun(4, 'v1', 'queued'), replay_of: runId(3) }
    },
    [`POST /api/v1/runs/${runId(5)}/replay`]: (_, response) => {
      response.writeHead(502).end(JSON.stringify(deniedProblem))
    },
  })
  return { url: api.url, replays }
}

describe('outcrop events', () => {
  it('lists events and shows one', async () => {
    const { url } = await startApi()
    const list = await runCli(['events', '--url', url])
    expect(list.stdout).toContain(
      `${eventId(2)}  2026-06-01 12:00:00  demo/shop  add_to_cart  –        –        ${runId(9)}`,
    )
    const one = await runCli(['events', eventId(1), '--url', url])
    expect(JSON.parse(one.stdout)).toEqual(sampleEvent(1, 'v1'))
  })
})

describe('outcrop events with filters', () => {
  it('asks the server for exactly these', async () => {
    let asked = new URLSearchParams()
    api = await startSmallApi({
      'GET /api/v1/events': ({ url }) => {
        asked = url.searchParams
        return { items: [], next: null }
      },
    })
    const spc = `spc_${'0'.repeat(32)}`
    const filters = ['--specification', spc, '--verdict', 'warn', '--data-source', 'none', '--trace', 't1', '--from', '2026-11-01'] // prettier-ignore
    expect((await runCli(['events', ...filters, '--url', api.url])).stdout).toBe('No events.\n')
    expect(Object.fromEntries(asked)).toEqual({
      specification_id: spc,
      verdict: 'warn',
      data_source_id: 'none',
      trace_id: 't1',
      received_after: '2026-11-01T00:00:00.000Z',
      limit: '20',
    })
  })

  it('refuses a verdict that there is not', async () => {
    const { exitCode, stderr } = await runCli(['events', '--verdict', 'fine'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('valid, warn, invalid, none')
  })
})

describe('outcrop providers', () => {
  it('lists providers', async () => {
    const { url } = await startApi()
    const { stdout } = await runCli(['providers', '--url', url])
    expect(stdout).toMatch(/Emulator +us-east-1 +emulator +ready +–/)
  })
})

describe('outcrop metrics', () => {
  it('shows how an automation did, by its name', async () => {
    const figures = { runs: 4, succeeded: 3, failed: 1, cancelled: 0, retries: 2, latency_ms: { p50: 900, p95: 2500 }, calls: 6, cached: 0, tokens: { input: 1200, output: 30 }, cost_usd: '0.25', unpriced: 0, uncounted: 0 } // prettier-ignore
    const still = { ...figures, runs: 0, succeeded: 0, failed: 0, retries: 0, latency_ms: null, calls: 0 } // prettier-ignore
    const automation = sampleAutomation(1, 'Score')
    const { id } = automation
    const from = '2026-11-23T00:00:00.000Z'
    const to = '2026-11-25T00:00:00.000Z'
    api = await startSmallApi({
      'GET /api/v1/automations': () => ({ items: [automation], next: null }),
      [`GET /api/v1/automations/${id}/metrics`]: ({ url }) => {
        expect(url.searchParams.get('hours')).toBe('48')
        return { from, to, unit: 'hour', totals: figures, points: [{ at: from, ...still }, { at: '2026-11-24T15:00:00.000Z', ...figures }], problems: [{ code: 'throttled', failed: 1, retried: 2 }] } // prettier-ignore
      },
    })
    const given = ['metrics', 'Score', '--hours', '48', '--url', api.url]
    const { stdout } = await runCli(given)
    expect(stdout).toMatch(/2026-11-24 15:00 +4 +3 +1 +2 +900 ms +2\.5 s +1,200 +30 +0\.25/)
    expect(stdout).toContain('throttled: 1 run failed, 2 retries')
    expect(stdout).not.toContain('2026-11-23')
    expect((await runCli([...given, '--json'])).summary).toMatchObject({ ok: true, automation_id: id, unit: 'hour' }) // prettier-ignore
  })
})

describe('outcrop usage', () => {
  it('sums up by what is asked for, in the time that is asked for', async () => {
    const asked: string[] = []
    const tokens = { input: 1200, output: 30, cache_read: 0, cache_write: 0 }
    const groups = [{ key: 'm', name: 'amazon.nova', calls: 4, failures: 1, cached: 2, tokens, cost_usd: '0.25', unpriced: 1, uncounted: 3 }] // prettier-ignore
    const totals = { events: 0, runs: 0, failures: 0, calls: 0, tokens: { input: 0, output: 0 }, cost_usd: null } // prettier-ignore
    api = await startSmallApi({
      'GET /api/v1/usage': ({ url }) => {
        asked.push(url.search)
        return { totals, hours: [], in_progress: { queued: 0, running: 0, waiting: 0 }, problems: [], groups } // prettier-ignore
      },
    })
    const given = ['usage', '--url', api.url, '--by', 'model', '--from', '2026-11-01']
    const { stdout } = await runCli(given)
    const { summary } = await runCli([...given, '--json'])
    expect(stdout).toMatch(/amazon\.nova +4 +1 +2 +1,200 +30 +3 +0\.25 +1/)
    expect(summary).toMatchObject({ ok: true, by: 'model', groups })
    expect(asked[0]).toContain('group_by=model')
    expect(asked[0]).toContain(encodeURIComponent('2026-11-01T00:00:00.000Z'))
    expect((await runCli(['usage', '--url', api.url, '--from', 'soon'])).exitCode).toBe(2)
  })
})

describe('outcrop services', () => {
  it('lists services', async () => {
    const { url } = await startApi()
    const { stdout } = await runCli(['services', '--url', url])
    const { summary } = await runCli(['services', '--url', url, '--json'])
    expect(stdout).toMatch(/Fast +Emulator +amazon.nova-lite-v1:0 +gr1:DRAFT/)
    expect(summary).toMatchObject({ ok: true, services: [{ name: 'Fast' }] })
  })
})

describe('outcrop replay', () => {
  it('replays the version that was asked for, the latest otherwise', async () => {
    const { url, replays } = await startApi()
    const { stdout } = await runCli(['replay', runId(3), '--url', url, '--version', 'same'])
    await runCli(['replay', runId(3), '--url', url])
    expect(stdout).toContain(`${runId(4)} replays ${runId(3)}`)
    expect(replays).toEqual([{ version: 'same' }, { version: 'latest' }])
  })

  it('shows a refusal with title, detail, remedy and the words of AWS', async () => {
    const { url } = await startApi()
    const { exitCode, stderr, summary } = await runCli(['replay', runId(5), '--url', url, '--json'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('AWS denied access')
    expect(stderr).toContain('What to do: Add the action to the policy.')
    expect(stderr).toContain('AWS says: AccessDeniedException: User is not authorized.')
    expect(summary).toMatchObject({ ok: false, problem: { code: 'access-denied' } })
  })
})

describe('outcrop', () => {
  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [['send', '--help'], 0],
    [['nonsense'], 2],
    [['runs', '--nonsense'], 2],
    [['replay'], 2],
  ])('ends %j with %i', async (args, expected) => {
    expect((await runCli(args)).exitCode).toBe(expected)
  })
})
