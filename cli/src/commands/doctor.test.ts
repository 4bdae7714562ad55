import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { deniedProblem, samplePaused, sampleProvider } from '../testing/samples.ts'
import { startSmallApi, type Answer, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const problem = (status: number, body: unknown) => (_: unknown, response: ServerResponse) => {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify(body))
}
const check = { check: 'sts:GetCallerIdentity', ok: true, summary: 'AWS sees you.', latency_ms: 12 }
const failedCheck = {
  check: 'bedrock:ListFoundationModels',
  ok: false,
  summary: 'Denied.',
  latency_ms: 5,
  problem: deniedProblem,
}
const test = (checks: unknown[]) => ({
  ok: false,
  account: null,
  arn: null,
  tested_at: '2026-06-01T12:00:00.000Z',
  checks,
})
const [good, bad] = [sampleProvider(1, 'Good'), sampleProvider(2, 'Bad')]

const sound: Record<string, Answer> = {
  'GET /healthz': () => ({}),
  'GET /readyz': () => ({ ready: true, reasons: [] }),
  'GET /api/v1/me': () => ({
    organization: { id: `org_${'0'.repeat(32)}`, name: 'Shop' },
    role: 'owner',
    person: null,
    api_key: { id: `key_${'0'.repeat(32)}`, name: 'script' },
  }),
  'GET /api/v1/retention': () => ({ events_days: 30, runs_days: 90, figures_days: 400 }),
  'GET /api/v1/providers': () => ({ items: [good], next: null }),
  'GET /api/v1/paused-targets': () => ({ items: [] }),
  [`POST /api/v1/providers/${good.id}/test`]: () => test([check]),
  [`POST /api/v1/providers/${bad.id}/test`]: () => test([check, failedCheck]),
}

async function examine(answers: Record<string, Answer>, ...args: string[]) {
  api = await startSmallApi({ ...sound, ...answers })
  return runCli(['doctor', '--url', api.url, '--api-key', 'key', ...args])
}

describe('outcrop doctor', () => {
  it('is content when everything works', async () => {
    const { exitCode, stdout } = await examine({})
    expect(exitCode).toBe(0)
    expect(stdout).toContain('API key "script", owner of Shop.')
    expect(stdout).toContain('runs for 90 days, hourly figures for 400 days.')
    expect(stdout).toContain('Provider Good (us-east-1)')
    expect(stdout).toContain('sts:GetCallerIdentity: AWS sees you. (12 ms)')
    expect(stdout).toContain('All is well.')
  })

  it('ends with 1 when a provider fails, and says what to do and what AWS says', async () => {
    const { exitCode, stdout } = await examine({
      'GET /api/v1/providers': () => ({ items: [good, bad], next: null }),
    })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('✗ bedrock:ListFoundationModels: Denied.')
    expect(stdout).toContain('What to do: Add the action to the policy.')
    expect(stdout).toContain('AWS says: AccessDeniedException')
    expect(stdout).toContain('1 check failed.')
  })

  it('ends with 0 when there are warnings only, and shows them', async () => {
    const old = { check: 'Access key age', ok: true, level: 'warning', summary: 'Replace it.', latency_ms: null } // prettier-ignore
    const answers = { [`POST /api/v1/providers/${good.id}/test`]: () => test([check, old]) }
    const { exitCode, stdout } = await examine(answers)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('! Access key age: Replace it.')
    expect(stdout).toContain('Everything works. 1 warning.')
    await api?.close()
    expect((await examine(answers, '--json')).summary).toMatchObject({ ok: true })
  })

  it('calls a paused target a problem, with AWS’s own words', async () => {
    const { exitCode, stdout } = await examine({
      'GET /api/v1/paused-targets': () => ({ items: [samplePaused(good.id)] }),
    })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('✗ paused target: AWS denied access: amazon.nova-micro-v1:0 with the guardrail gr1. 12 runs wait for it.') // prettier-ignore
    expect(stdout).toContain('AWS says: AccessDeniedException')
  })

  it('says of a paused provider that its runs wait, or that they go on', async () => {
    const problem = { ...deniedProblem, type: 'about:blank' }
    const pause = { problem, since: good.created_at, retest_at: null }
    const waiting = { ...bad, state: 'paused', pause }
    const resumed = { ...good, state: 'paused', pause }
    const { exitCode, stdout } = await examine({
      'GET /api/v1/providers': () => ({ items: [waiting, resumed], next: null }),
      [`POST /api/v1/providers/${good.id}/test`]: () => ({ ...test([check]), ok: true }),
    })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('✗ paused: It is paused: AWS refuses its credentials.')
    expect(stdout).toContain('✓ paused: It was paused: AWS had refused its credentials.')
    expect(stdout).toContain('2 checks failed.')
  })

  it('goes on to the next provider when one cannot be tested at all', async () => {
    const { exitCode, summary } = await examine(
      {
        'GET /api/v1/providers': () => ({ items: [bad, good], next: null }),
        [`POST /api/v1/providers/${bad.id}/test`]: problem(403, {
          ...deniedProblem,
          code: 'forbidden',
          title: 'Not allowed',
        }),
      },
      '--json',
    )
    expect(exitCode).toBe(1)
    expect(summary).toMatchObject({
      ok: false,
      checks: [
        { ok: true },
        { ok: true },
        { ok: true },
        { ok: true, check: 'retention' },
        { ok: false, check: 'Test connection' },
        { ok: true, check: check.check },
      ],
    })
  })

  it.each<[string, Record<string, Answer>, string]>([
    ['is not ready', { 'GET /readyz': problem(503, { ready: false, reasons: ['the database does not answer'] }) }, 'the database does not answer'],
    ['is another program', { 'GET /healthz': problem(404, {}) }, 'does not answer as an Outcrop server does'],
    ['does not know the key', { 'GET /api/v1/me': problem(401, { ...deniedProblem, code: 'unauthenticated', title: 'Not signed in' }) }, 'Give an API key of this server'],
  ])('stops when the server %s', async (_name, answers, reason) => {
    const { exitCode, stdout } = await examine(answers)
    expect(exitCode).toBe(1)
    expect(stdout).toContain(reason)
    expect(stdout).not.toContain('Provider Good')
  }) // prettier-ignore

  it('says where it looked when nothing listens', async () => {
    const { exitCode, stdout } = await runCli(['doctor', '--url', 'http://127.0.0.1:1'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('http://127.0.0.1:1')
    expect(stdout).toContain('npm start')
  })
})
