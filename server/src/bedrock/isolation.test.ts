import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const tenant = { id: 'AKIATENANT0000000001', secret: 'tenant-secret' }
const other = { id: 'AKIATENANT0000000002', secret: 'other-secret' }
const operator = { id: 'AKIAOPERATOR00000001', secret: 'operator-secret' }

const world = emulated({
  accounts: [
    { id: '111122223333', accessKeys: [tenant] },
    {
      id: '444455556666',
      accessKeys: [other],
      roles: [{ name: 'Shared', externalId: 'of-the-other', trusts: ['444455556666'] }],
    },
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

test('two organizations side by side never sign with each other’s identity', async () => {
  const source = { type: 'access_key', access_key_id: other.id, secret_access_key: other.secret } as const // prettier-ignore
  const role = { type: 'assume_role', role_arn: 'arn:aws:iam::444455556666:role/Shared', session_name: 'other', external_id: 'of-the-other', source } as const // prettier-ignore
  const theirs = world.connection({ endpoint: world.emulator.url, credentials: role })
  const named = (name: string) => ({
    ...request,
    messages: [{ role: 'user' as const, text: name }],
  })
  const ours = own()
  await Promise.all(
    Array.from({ length: 20 }, () => [
      world.bedrock.converse(ours, named('first'), { signal: open() }),
      world.bedrock.converse(theirs, named('second'), { signal: open() }),
    ]).flat(),
  )
  const signed = world.emulator.calls.recent().map(({ inputText, accountId }) => [inputText, accountId].join(' ')) // prettier-ignore
  expect(new Set(signed)).toEqual(new Set([' 444455556666', 'first 111122223333', 'second 444455556666'])) // prettier-ignore
  expect(world.emulator.calls.count('AssumeRole')).toBe(1)
  // The other’s role without the external id is nobody’s, least of all ours.
  const stolen = { ...role, external_id: undefined, source: { type: 'access_key', access_key_id: tenant.id, secret_access_key: tenant.secret } } as const // prettier-ignore
  const thief = world.connection({ endpoint: world.emulator.url, credentials: stolen })
  const refused = await problemFrom(world.bedrock.converse(thief, request, { signal: open() }))
  expect(refused.code).toBe('role-not-assumable')
})
