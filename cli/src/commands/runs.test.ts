import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { runId, sampleRun, sampleRunDetail } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const many = Array.from({ length: 450 }, (_, index) => sampleRun(450 - index, 'v1'))

async function startRuns(): Promise<{ url: string; asked: URL[] }> {
  const asked: URL[] = []
  api = await startSmallApi({
    'GET /api/v1/runs': ({ url }) => {
      asked.push(url)
      const from = Number(url.searchParams.get('cursor') ?? 0)
      const to = from + Number(url.searchParams.get('limit'))
      return { items: many.slice(from, to), next: to < many.length ? String(to) : null }
    },
    [`GET /api/v1/runs/${runId(7)}`]: () => sampleRunDetail(),
  })
  return { url: api.url, asked }
}

describe('outcrop runs', () => {
  it('lists as many as were asked for, over several pages', async () => {
    const { url, asked } = await startRuns()
    const { exitCode, stdout } = await runCli(['runs', '--url', url, '--limit', '300'])
    expect(exitCode).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(301)
    expect(stdout).toContain(
      `${runId(450)}  2026-06-01 12:00:00  succeeded  Conversion score v2  v1       1.2 s  300/–`,
    )
    expect(asked).toHaveLength(2)
  })

  it('hands the filters on', async () => {
    const { url, asked } = await startRuns()
    await runCli([
      'runs',
      '--url',
      url,
      '--state',
      'failed',
      '--problem',
      'throttled',
      '--visitor',
      'v 1',
      '--limit',
      '1',
    ])
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      state: 'failed',
      problem: 'throttled',
      visitor_id: 'v 1',
      limit: '1',
    })
  })

  it('shows one run: what was sent and answered, what went wrong, what to do, and what AWS says', async () => {
    const { url } = await startRuns()
    const { stdout } = await runCli(['runs', runId(7), '--url', url])
    for (const part of [
      'failed',
      'attempt 1 (call): answered, 80 ms',
      'Score\n                this.',
      'answered  Not JSON',
      'AWS denied access: The call to amazon.nova-micro-v1:0 was denied.',
      'Add the action to the policy. (aws-administrator)',
      'AccessDeniedException: User is not authorized. (HTTP 403, request req-1)',
    ]) {
      expect(stdout).toContain(part)
    }
  })

  it('gives JSON in the last line and nothing else on standard output', async () => {
    const { url } = await startRuns()
    const { stdout, summary } = await runCli(['runs', '--url', url, '--limit', '2', '--json'])
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(summary).toEqual({ ok: true, runs: many.slice(0, 2) })
  })

  it('refuses an unknown state before asking the server', async () => {
    const { exitCode, stderr } = await runCli(['runs', '--state', 'lost'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('queued, running, waiting')
  })
})
