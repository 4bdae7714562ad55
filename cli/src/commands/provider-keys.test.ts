import type { ConnectionTest, Provider } from '@outcrop/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { sampleProvider } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const [used, next] = ['AKIAOLDKEY0000000001', 'AKIANEWKEY0000000001']
const time = '2026-06-01T12:00:00.000Z'
const keyOf = (access_key_id: string, in_use: boolean, age_days: number) => ({
  access_key_id,
  in_use,
  entered_at: time,
  age_days,
  is_old: age_days >= 90,
  last_test: null,
})
const provider = (...keys: Provider['keys']): Provider => ({ ...sampleProvider(1, 'Shop'), keys })
const old = keyOf(used, true, 93)
const path = `/api/v1/providers/${provider().id}`
const test: ConnectionTest = { ok: true, account: null, arn: null, tested_at: time, checks: [{ check: 'sts:GetCallerIdentity', ok: true, summary: 'AWS sees you.', latency_ms: 3 }] } // prettier-ignore

/** An API with one provider, and what it is asked to do. */
async function startApi(isGood = true, has = provider(old)) {
  const asked: unknown[] = []
  api = await startSmallApi({
    'GET /api/v1/providers': () => ({ items: [has], next: null }),
    [`GET ${path}`]: () => has,
    [`POST ${path}/keys`]: ({ body }) => {
      asked.push(body)
      return provider(old, keyOf(next, false, 0))
    },
    [`POST ${path}/keys/${next}/test`]: () => ({ ...test, ok: isGood }),
    [`POST ${path}/keys/${next}/use`]: () => {
      asked.push('use')
      return provider(keyOf(next, true, 0), keyOf(used, false, 93))
    },
    [`DELETE ${path}/keys/${used}`]: () => {
      asked.push('remove')
      return provider(keyOf(next, true, 0))
    },
  })
  return { asked, run: (...args: string[]) => runCli(['providers', ...args, '--url', api?.url ?? '']) } // prettier-ignore
}
const secret = ['--secret', 'new secret']

describe('outcrop providers', () => {
  it('keys says how old access keys are, and which to replace', async () => {
    const { run } = await startApi()
    const { stdout } = await run('keys')
    const { summary } = await run('keys', '--json')
    expect(stdout).toMatch(/Shop +AKIAOLDKEY0000000001 +yes +2026-06-01 12:00:00 +93 days, replace it/) // prettier-ignore
    expect(summary).toMatchObject({ ok: true, keys: [{ provider: { name: 'Shop' }, age_days: 93 }] }) // prettier-ignore
  })

  it('change-key enters a key, tests it and uses it', async () => {
    const { run, asked } = await startApi()
    const { exitCode, stdout } = await run('change-key', 'Shop', '--key', next, ...secret)
    expect(exitCode).toBe(0)
    expect(asked).toEqual([{ access_key_id: next, secret_access_key: 'new secret' }, 'use'])
    expect(stdout).toContain(`"Shop" uses ${next} now`)
    const { summary } = await run('change-key', 'Shop', '--key', next, ...secret, '--json')
    expect(summary).toMatchObject({ ok: true, keys: [{ in_use: true }, { in_use: false }] })
  })

  it('change-key leaves everything as it is when the test fails', async () => {
    const { run, asked } = await startApi(false)
    const { exitCode, stdout } = await run('change-key', 'Shop', '--key', next, ...secret)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('goes on with the key it has')
    expect(asked).not.toContain('use')
  })

  it('change-key goes on with a key that was entered before, and needs the secret of a new one', async () => {
    const { run, asked } = await startApi(true, provider(old, keyOf(next, false, 0)))
    expect((await run('change-key', 'Shop', '--key', next)).exitCode).toBe(0)
    expect(asked).toEqual(['use'])
    const { exitCode, stderr } = await run('change-key', 'Shop', '--key', 'AKIATHIRD00000000001')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('OUTCROP_NEW_SECRET')
  })

  it('remove-key forgets one', async () => {
    const { run, asked } = await startApi()
    expect((await run('remove-key', 'Shop', '--key', used)).exitCode).toBe(0)
    expect(asked).toEqual(['remove'])
  })
})
