import type { Model } from '@outcrop/contract'
import { afterEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { sampleProvider } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const provider = sampleProvider(1, 'Shop')
const model = (id: string, invocable: boolean): Model => ({ id, name: id, vendor: 'Amazon', kind: 'foundation-model', invocable, streaming: true, lifecycle: 'ACTIVE' }) // prettier-ignore
const at =
  (read_at: string, ...items: Model[]) =>
  () => ({ items, read_at })

async function run(...args: string[]) {
  api = await startSmallApi({
    'GET /api/v1/providers': () => ({ items: [provider], next: null }),
    [`GET /api/v1/providers/${provider.id}/models`]: at('2026-06-01T12:00:00.000Z', model('nova', true), model('needs.profile', false)), // prettier-ignore
    [`POST /api/v1/providers/${provider.id}/models/refresh`]: at('2026-06-02T12:00:00.000Z', model('brand.new', true)), // prettier-ignore
  })
  return runCli(['providers', 'models', 'Shop', '--url', api.url, ...args])
}

it('lists what can be called by its id, and when AWS said so', async () => {
  const { stdout, stderr, exitCode } = await run()
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/nova +nova +Amazon +foundation-model +yes/)
  expect(stdout).not.toContain('needs.profile')
  expect(stderr).toContain('2026-06-01 12:00:00')
})

it('lists everything, or anew, when asked to', async () => {
  expect((await run('--all')).stdout).toContain('needs.profile')
  await api?.close()
  expect((await run('--refresh', '--json')).summary).toMatchObject({ ok: true, read_at: '2026-06-02T12:00:00.000Z', models: [{ id: 'brand.new' }] }) // prettier-ignore
})
