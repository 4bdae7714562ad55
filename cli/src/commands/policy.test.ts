import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { sampleProvider } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const provider = sampleProvider(1, 'AWS')
const document = { Version: '2012-10-17', Statement: [] }
const policies = {
  provider: { id: provider.id, name: 'AWS' },
  documents: [{ kind: 'permissions', title: 'What it may do.', document }],
  cloudformation: 'Resources: {}\n',
  terraform: 'resource {}\n',
  notes: ['The account is not known.'],
}

async function policy(...args: string[]) {
  api = await startSmallApi({
    'GET /api/v1/providers': () => ({ items: [provider], next: null }),
    [`GET /api/v1/providers/${provider.id}/policies`]: () => policies,
    'GET /api/v1/automations': () => ({ items: [], next: null }),
  })
  return runCli(['policy', ...args, '--url', api.url, '--api-key', 'key'])
}

describe('outcrop policy', () => {
  it('prints the JSON alone, so that it can be piped into a file', async () => {
    const { exitCode, stdout, stderr } = await policy('provider', 'AWS')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual(document)
    expect(stderr).toContain('Note: The account is not known.')
    expect(stderr).toContain('AWS: What it may do.')
  })

  it.each([
    ['cloudformation', 'Resources: {}\n'],
    ['terraform', 'resource {}\n'],
  ])('prints %s', async (format, text) => {
    expect((await policy('provider', provider.id, '--format', format)).stdout).toBe(text)
  })

  it('gives everything to programs', async () => {
    expect((await policy('provider', 'AWS', '--json')).summary).toEqual({ ok: true, policies: [policies] }) // prettier-ignore
  })

  it('says which names there are', async () => {
    const { exitCode, stderr } = await policy('provider', 'Nowhere')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Name one of these, or an id: "AWS".')
    expect((await policy('automation', 'x')).stderr).toContain('There are none yet.')
  })
})
