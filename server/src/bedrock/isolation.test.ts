import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const tenant = { id: 'AKIATENANT0000000001', secret: 'tenant-secret' }
const operator = { id: 'AKIAOPERATOR00000001', secret: 'operator-secret' }

const world = emulated({
  accounts: [
    { id: '111122223333', accessKeys: [tenant] },
    { id: '999988887777', accessKeys: [operator] },
  ],
})

const request = {
  model: 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user' as const, text: 'Hello' }],
  inference: {},
}
const open = () => new AbortController().signal
let folder = ''

/** A machine that offers its own credentials, endpoints and settings in every way there is. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcrop-aws-'))
  const section = [
    'services = nowhere',
    'endpoint_url = http://127.0.0.1:1',
    `aws_access_key_id = ${operator.id}`,
    `aws_secret_access_key = ${operator.secret}`,
    'max_attempts = 5',
    'region = eu-central-1',
  ]
  writeFileSync(
    join(folder, 'config'),
    `[profile operator]\n${section.join('\n')}\n[services nowhere]\nbedrock_runtime =\n  endpoint_url = http://127.0.0.1:1\n`,
  )
  for (const [name, value] of Object.entries({
    AWS_BEARER_TOKEN_BEDROCK: 'operator-bearer-token',
    AWS_ACCESS_KEY_ID: operator.id,
    AWS_SECRET_ACCESS_KEY: operator.secret,
    AWS_PROFILE: 'operator',
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_BEDROCK: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_MAX_ATTEMPTS: '5',
    AWS_AUTH_SCHEME_PREFERENCE: 'httpBearerAuth',
  })) {
    vi.stubEnv(name, value)
  }
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const own = () =>
  world.connection({
    endpoint: world.emulator.url,
    credentials: { type: 'access_key', access_key_id: tenant.id, secret_access_key: tenant.secret },
  })

test('every call of a tenant is signed with the key of the tenant, whatever the machine offers', async () => {
  const connection = own()
  await world.bedrock.converse(connection, request, { signal: open() })
  await world.bedrock.listModels(connection, { signal: open() })
  const { ok, account } = await world.bedrock.testConnection(connection)
  expect({ ok, account }).toEqual({ ok: true, account: '111122223333' })
  const calls = world.emulator.calls.recent()
  expect(new Set(calls.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set([tenant.id]))
  expect(new Set(calls.map(({ region }) => region))).toEqual(new Set(['us-east-1']))
})

test('the number of attempts is not taken from the machine', async () => {
  world.emulator.faults.set([{ error: 'ServiceUnavailableException' }])
  await problemFrom(world.bedrock.converse(own(), request, { signal: open() }))
  expect(world.emulator.calls.count()).toBe(1)
})

test('a provider that says ambient uses the credentials of the machine', async () => {
  vi.stubEnv('AWS_PROFILE', '')
  const connection = world.connection({
    endpoint: world.emulator.url,
    credentials: { type: 'ambient' },
  })
  await world.bedrock.converse(connection, request, { signal: open() })
  expect(world.emulator.calls.recent()[0]?.accessKeyId).toBe(operator.id)
})
