import { createClient, type Credentials } from '@outcrop/contract'
import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBedrock } from '../../bedrock/bedrock.ts'
import { problemFrom } from '../../bedrock/testing/emulated.ts'
import { injectFetch } from '../../http/testing/inject-client.ts'
import { createSeal } from '../../kernel/seal.ts'
import { createProviders } from './providers.ts'
import { joinCredentials, splitCredentials } from './split-credentials.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'

let world: ProviderServer
beforeAll(async () => {
  world = await providerServer()
})
afterAll(() => world.close())

const canaries = ['canary-secret-1', 'canary-token-2', 'canary-secret-3', 'canary-token-4', 'canary-secret-5', 'canary-secret-6', 'canary-token-7'] // prettier-ignore
const [
  secret1 = '',
  token2 = '',
  secret3 = '',
  token4 = '',
  secret5 = '',
  secret6 = '',
  token7 = '',
] = canaries
const access_key_id = 'AKIAEMULATOR00000001'

const keyed: Credentials = { type: 'access_key', access_key_id, secret_access_key: secret1, session_token: token2 } // prettier-ignore
const assumed: Credentials = {
  type: 'assume_role',
  role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
  session_name: 'outcrop',
  external_id: 'outcrop-demo',
  source: { type: 'access_key', access_key_id, secret_access_key: secret3, session_token: token4 },
}

/** The forms in which a secret could lie somewhere. */
const formsOf = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
]

async function everythingStored(): Promise<string> {
  const { rows: tables } = await world.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const contents = tables.map(async ({ name }) => {
    const { rows } = await world.database.pool.query<{ row: string }>(
      `select t::text as row from ${name} t`,
    )
    return rows.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(contents)).join('\n')
}

test('no secret is in any answer, log, error or table', async () => {
  const seen: string[] = []
  const { id: organizationId } = await world.organization()
  const inject = injectFetch(world.server.app)
  const client = createClient({
    baseUrl: '',
    apiKey: organizationId,
    fetch: async (...request) => {
      const response = await inject(...request)
      seen.push(await response.clone().text())
      return response
    },
  })
  const failing = async (work: Promise<unknown>) => {
    const error: unknown = await work.catch((thrown: unknown) => thrown)
    seen.push(inspect(error, { depth: null, showHidden: true }))
  }
  const endpoint = world.emulator.url
  const place = { region: 'us-east-1', endpoint }
  const one = await client.createProvider({ body: { name: 'One', credentials: keyed, ...place } })
  const two = await client.createProvider({ body: { name: 'Two', credentials: assumed, ...place } })
  for (const { id } of [one, two]) {
    const params = { id }
    await client.getProvider({ params })
    await client.testProvider({ params })
    await failing(client.listModels({ params }))
    await client.updateProvider({ params, body: { name: `${id} renamed` } })
  }
  const spare = { access_key_id: 'AKIAEMULATOR00000002', secret_access_key: secret6, session_token: token7 } // prettier-ignore
  await client.addProviderKey({ params: { id: two.id }, body: spare })
  const onSpare = { params: { id: two.id, key: spare.access_key_id } }
  await client.testProviderKey(onSpare)
  await failing(client.useProviderKey(onSpare))
  await failing(
    client.createProvider({ body: { name: 'One', credentials: keyed, region: 'nowhere' } }),
  )
  await failing(client.createProvider({ body: { ...two, credentials: assumed } }))
  await client.testNewProvider({ body: { name: 'New', credentials: keyed, ...place } })
  await client.listProviders({ query: {} })
  await client.updateProvider({
    params: { id: one.id },
    body: { credentials: { type: 'access_key', access_key_id, secret_access_key: secret5 } },
  })
  seen.push(world.logged.join('\n'), inspect(world.server.errors, { depth: null }))
  seen.push(await everythingStored())

  const everything = seen.join('\n')
  expect(everything).toContain(one.id)
  expect(everything).toContain('OutcropBedrock')
  for (const form of canaries.flatMap(formsOf)) expect(everything).not.toContain(form)
  const { credentials } = await world.providers.connection(organizationId, two.id)
  expect(credentials).toEqual(assumed)
})

test('with another master key a provider says what to do, and nothing of what is sealed', async () => {
  const { id: organizationId, client } = await world.organization()
  const { id } = await client.createProvider({
    body: { name: 'One', region: 'us-east-1', credentials: keyed },
  })
  const now = () => new Date()
  const bedrock = createBedrock({
    emulatorUrl: null,
    maxSockets: 1,
    now,
    log: { warn: () => undefined },
  })
  const others = createProviders({
    db: world.database.pool,
    seal: createSeal({ current: randomBytes(32) }),
    bedrock,
    users: () => Promise.resolve([]),
    uses: () => Promise.resolve(new Map()),
    now,
  })
  const problem = await problemFrom(others.connection(organizationId, id))
  expect(problem.code).toBe('provider-not-ready')
  expect(problem.message).toContain('another master key')
  expect(problem.remedy).toContain('enter the credentials')
  bedrock.close()
})

test('what is sealed for one provider does not open in another', async () => {
  const { id: organizationId, client } = await world.organization()
  const body = { region: 'us-east-1', credentials: keyed }
  const one = await client.createProvider({ body: { ...body, name: 'One' } })
  const two = await client.createProvider({ body: { ...body, name: 'Two' } })
  await world.database.pool.query(
    'update providers set sealed_secrets = (select sealed_secrets from providers where id = $1) where id = $2',
    [one.id, two.id],
  )
  const problem = await problemFrom(world.providers.connection(organizationId, two.id))
  expect(problem.code).toBe('provider-not-ready')
  expect(problem.message).toContain('"Two"')
})

test.each<[string, Credentials]>([
  ['a key with a token', keyed],
  ['a key', { type: 'access_key', access_key_id, secret_access_key: 'x' }],
  ['a role by a key', assumed],
  ['a role by the machine', { type: 'assume_role', role_arn: 'arn:aws:iam::111122223333:role/R', session_name: 'ss', source: { type: 'ambient' } }],
  ['the machine', { type: 'ambient' }],
  ['the emulator', { type: 'emulator' }],
])('%s is the same after being parted and joined', (_, credentials) => {
  const { shown, secrets } = splitCredentials(credentials)
  expect(joinCredentials(shown, secrets)).toEqual(credentials)
  expect(JSON.stringify(shown)).not.toMatch(/secret|canary/)
}) // prettier-ignore
