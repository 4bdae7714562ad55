import { newProvider, type Client } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../http/testing/refusal.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'

const first = { access_key_id: 'AKIAFIRSTKEY00000001', secret_access_key: 'first secret' }
const second = { access_key_id: 'AKIASECONDKEY0000001', secret_access_key: 'second secret' }
const key = { type: 'access_key' as const, access_key_id: first.access_key_id }
const role = {
  type: 'assume_role' as const,
  role_arn: 'arn:aws:iam::111122223333:role/Bedrock',
  session_name: 'outcrop',
}

let world: ProviderServer
let ours: { id: string; client: Client }
beforeAll(async () => {
  world = await providerServer()
})
beforeEach(async () => {
  world.clock.aheadMs = 0
  ours = await world.organization()
})
afterAll(() => world.close())

async function create(credentials: object): Promise<string> {
  const body = newProvider.parse({ name: 'Production', region: 'us-east-1', endpoint: world.emulator.url, credentials }) // prettier-ignore
  return (await ours.client.createProvider({ body })).id
}
const used = async (id: string) => (await world.providers.connection(ours.id, id)).credentials

test('the stored secret stays with a changed role, with its age and the second key', async () => {
  const id = await create({ ...role, source: { ...key, ...first } })
  await ours.client.addProviderKey({ params: { id }, body: second })
  world.clock.aheadMs = 3 * 86_400_000

  const changed = { ...role, session_name: 'another', external_id: 'outcrop-7' }
  const body = { credentials: { ...changed, source: key } }
  const { keys, state } = await ours.client.updateProvider({ params: { id }, body })

  expect(await used(id)).toEqual({ ...changed, source: { ...key, ...first } })
  expect(state).toBe('untested')
  expect(keys).toMatchObject([
    { access_key_id: first.access_key_id, age_days: 3 },
    { access_key_id: second.access_key_id, age_days: 3 },
  ])
})

test('it stays where the same key assumes a role from now on, session token included', async () => {
  const id = await create({ ...key, ...first, session_token: 'token' })
  await ours.client.updateProvider({ params: { id }, body: { credentials: { ...role, source: key } } }) // prettier-ignore
  expect(await used(id)).toEqual({ ...role, source: { ...key, ...first, session_token: 'token' } })
})

test.each([
  ['another access key', { ...key, access_key_id: second.access_key_id }, 'credentials.secret_access_key: Enter the secret of the access key AKIASECONDKEY0000001'], // prettier-ignore
  ['another access key of a role', { ...role, source: { ...key, access_key_id: second.access_key_id } }, 'credentials.source.secret_access_key: Enter'], // prettier-ignore
  ['a session token', { ...key, session_token: 'token' }, 'credentials.secret_access_key: A session token'], // prettier-ignore
])('%s needs its secret, and nothing is changed without', async (_, credentials, words) => {
  const id = await create({ ...key, ...first })
  const refused = await refusal(ours.client.updateProvider({ params: { id }, body: { credentials } })) // prettier-ignore
  expect(refused).toMatchObject({ code: 'invalid-input', detail: expect.stringContaining(words) })
  expect(await used(id)).toEqual({ ...key, ...first })
})

test('a secret that is stored nowhere cannot stay', async () => {
  const id = await create({ type: 'ambient' })
  const body = { credentials: key }
  expect((await refusal(ours.client.updateProvider({ params: { id }, body }))).code).toBe('invalid-input') // prettier-ignore
})

test('a secret that is given takes the place of the stored one, of the same key too', async () => {
  const id = await create({ ...key, ...first })
  const body = { credentials: { ...key, secret_access_key: 'new secret' } }
  await ours.client.updateProvider({ params: { id }, body })
  expect(await used(id)).toEqual({ ...key, secret_access_key: 'new secret' })
})
