import type { Client, NewProvider } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemFrom } from '../../bedrock/testing/emulated.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'
import { refusal } from '../../http/testing/refusal.ts'

let world: ProviderServer
let ours: { id: string; client: Client }
let theirs: { id: string; client: Client }

beforeAll(async () => {
  world = await providerServer()
})
beforeEach(async () => {
  world.emulator.faults.clear()
  world.emulator.calls.clear()
  ours = await world.organization()
  theirs = await world.organization()
})
afterAll(() => world.close())

const key = {
  type: 'access_key',
  access_key_id: 'AKIAEMULATOR00000001',
  secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
} as const

const given = (change: Partial<NewProvider> = {}) => ({
  name: 'Production',
  region: 'us-east-1',
  endpoint: world.emulator.url,
  credentials: key,
  max_in_flight: 7,
  ...change,
})

const create = (change: Partial<NewProvider> = {}) =>
  ours.client.createProvider({ body: given(change) })

describe('a provider', () => {
  test('is made, shown and listed without its secrets', async () => {
    const made = await create()
    expect(made).toMatchObject({
      name: 'Production',
      state: 'untested',
      last_test: null,
      paused_targets: 0,
      pause: null,
      max_in_flight: 7,
      credentials: {
        type: 'access_key',
        access_key_id: key.access_key_id,
        has_session_token: false,
      },
    })
    expect(await ours.client.getProvider({ params: { id: made.id } })).toEqual(made)
    expect(await ours.client.listProviders({ query: {} })).toEqual({ items: [made], next: null })
  })

  test('shows everything of a role but its secrets', async () => {
    const role = {
      type: 'assume_role',
      role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
      session_name: 'outcrop',
      external_id: 'outcrop-demo',
    } as const
    const byKey = await create({ credentials: { ...role, source: key } })
    expect(byKey.credentials).toEqual({
      ...role,
      source: 'access_key',
      access_key_id: key.access_key_id,
      has_session_token: false,
    })
    const ambient = await create({
      name: 'A',
      credentials: { ...role, source: { type: 'ambient' } },
    })
    expect(ambient.credentials).toEqual({ ...role, source: 'ambient' })
    expect((await ours.client.testProvider({ params: { id: byKey.id } })).ok).toBe(true)
  })

  test('has a name of its own in the organization', async () => {
    await create()
    expect((await refusal(create())).code).toBe('state-conflict')
    const other = await create({ name: 'Staging' })
    const rename = ours.client.updateProvider({ params: { id: other.id }, body: { name: 'Production' } }) // prettier-ignore
    expect(await refusal(rename)).toMatchObject({ code: 'state-conflict', status: 409 })
    await theirs.client.createProvider({ body: given() })
  })

  test('is listed in pages, newest first', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) await create({ name })
    const first = await ours.client.listProviders({ query: { limit: 3 } })
    expect(first.items.map(({ name }) => name)).toEqual(['e', 'd', 'c'])
    const second = await ours.client.listProviders({
      query: { limit: 3, cursor: first.next ?? '' },
    })
    expect(second.items.map(({ name }) => name)).toEqual(['b', 'a'])
    expect(second.next).toBeNull()
  })

  test.each([
    [{ region: 'Virginia' }, 'region'],
    [{ endpoint: 'ftp://x' }, 'endpoint'],
    [{ max_in_flight: 0 }, 'max_in_flight'],
    [{ name: ' ' }, 'name'],
  ])('is refused with %o', async (change, named) => {
    const { code, detail } = await refusal(create(change))
    expect(code).toBe('invalid-input')
    expect(detail).toContain(named)
  })
})

describe('changing a provider', () => {
  const tested = async () => {
    const made = await create()
    await ours.client.testProvider({ params: { id: made.id } })
    return ours.client.getProvider({ params: { id: made.id } })
  }
  const change = (id: string, body: Partial<NewProvider>) =>
    ours.client.updateProvider({ params: { id }, body })
  const revision = async (id: string) => (await world.providers.connection(ours.id, id)).revision

  test('leaves alone what is absent', async () => {
    const before = await tested()
    const after = await change(before.id, { name: 'Renamed' })
    expect(after).toEqual({ ...before, name: 'Renamed', updated_at: after.updated_at })
    expect(after.state).toBe('ready')
    expect(await revision(before.id)).toBe(1)
    expect((await ours.client.testProvider({ params: { id: before.id } })).ok).toBe(true)
  })

  test('of its limit needs no new test', async () => {
    const before = await tested()
    const after = await change(before.id, { max_in_flight: 99 })
    expect(after).toMatchObject({ max_in_flight: 99, state: 'ready', endpoint: before.endpoint })
  })

  test('to what it was already is none', async () => {
    const before = await tested()
    const same = { region: before.region, endpoint: before.endpoint }
    expect((await change(before.id, same)).state).toBe('ready')
  })

  test.each<[string, () => Partial<NewProvider>]>([
    ['credentials', () => ({ credentials: { ...key, secret_access_key: 'other' } })],
    ['the same credentials', () => ({ credentials: key })],
    ['region', () => ({ region: 'eu-west-1' })],
    ['endpoint', () => ({ endpoint: 'http://127.0.0.1:1' })],
    ['no endpoint', () => ({ endpoint: null })],
  ])('%s makes it untested, and the next revision', async (_, body) => {
    const { id } = await tested()
    expect(await change(id, body())).toMatchObject({ state: 'untested', last_test: null })
    expect(await revision(id)).toBe(2)
  })

  test('keeps the secrets when only the region changes', async () => {
    const { id } = await tested()
    await change(id, { region: 'us-west-2' })
    expect((await world.providers.connection(ours.id, id)).credentials).toEqual(key)
  })

  test('from a key to the emulator keeps no secret', async () => {
    const { id } = await tested()
    await change(id, { credentials: { type: 'emulator' }, endpoint: null })
    const { rows } = await world.database.pool.query<{ sealed_secrets: string | null }>(
      'select sealed_secrets from providers where id = $1',
      [id],
    )
    expect(rows).toEqual([{ sealed_secrets: null }])
    expect((await ours.client.testProvider({ params: { id } })).ok).toBe(true)
  })

  test('twice at once keeps both changes', async () => {
    const { id } = await tested()
    await Promise.all([change(id, { name: 'Both' }), change(id, { max_in_flight: 3 })])
    const after = await ours.client.getProvider({ params: { id } })
    expect(after).toMatchObject({ name: 'Both', max_in_flight: 3 })
  })
})

describe('testing', () => {
  test('makes a provider ready or failing, and keeps the result', async () => {
    const { id } = await create()
    const passed = await ours.client.testProvider({ params: { id } })
    expect(await ours.client.getProvider({ params: { id } })).toMatchObject({
      state: 'ready',
      last_test: passed,
    })
    world.emulator.faults.set([{ error: 'ServiceUnavailableException' }])
    const failed = await ours.client.testProvider({ params: { id } })
    expect(failed.ok).toBe(false)
    const { state, last_test } = await ours.client.getProvider({ params: { id } })
    expect({ state, last_test }).toEqual({ state: 'failing', last_test: failed })
  })

  test('before saving stores nothing', async () => {
    const result = await ours.client.testNewProvider({ body: given() })
    expect(result).toMatchObject({ ok: true, account: '111122223333' })
    const wrong = { ...key, secret_access_key: 'wrong' }
    const refused = await ours.client.testNewProvider({ body: given({ credentials: wrong }) })
    expect(refused.ok).toBe(false)
    expect((await ours.client.listProviders({ query: {} })).items).toEqual([])
  })

  test('that ends after a change says nothing about the changed provider', async () => {
    const { id } = await create()
    world.emulator.faults.set([{ operation: 'GetCallerIdentity', latency: 300 }])
    const test = ours.client.testProvider({ params: { id } })
    while (world.emulator.calls.inFlight() === 0) await new Promise(setImmediate)
    await ours.client.updateProvider({ params: { id }, body: { region: 'us-west-2' } })
    expect((await test).ok).toBe(true)
    expect((await ours.client.getProvider({ params: { id } })).state).toBe('untested')
  })
})

describe('a managed prompt', () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1'

  test('shows what there is to fill in', async () => {
    const { id } = await create()
    const prompt = await ours.client.getManagedPrompt({ params: { id }, query: { arn, version: '1' } }) // prettier-ignore
    expect(prompt).toMatchObject({ name: 'conversion-score', version: '1', model: 'amazon.nova-micro-v1:0' }) // prettier-ignore
    expect(prompt.variables).toContain('visitor_json')
  })

  test('is not read in AWS for somebody who may only read', async () => {
    const { id } = await create()
    world.emulator.calls.clear()
    const reading = world.viewer(ours.id).getManagedPrompt({ params: { id }, query: { arn } })
    expect((await refusal(reading)).code).toBe('forbidden')
    expect(world.emulator.calls.count()).toBe(0)
  })

  test('of another account is refused before any call, once a test has seen the account', async () => {
    const { id } = await create()
    await ours.client.testProvider({ params: { id } })
    world.emulator.calls.clear()
    const foreign = arn.replace('111122223333', '444455556666')
    const problem = await refusal(ours.client.getManagedPrompt({ params: { id }, query: { arn: foreign } })) // prettier-ignore
    expect(problem.code).toBe('wrong-target')
    expect(world.emulator.calls.count()).toBe(0)
  })
})

describe('deleting', () => {
  test('is refused while a published automation uses it', async () => {
    const { id } = await create()
    world.inUse.add(id)
    const problem = await refusal(ours.client.deleteProvider({ params: { id } }))
    expect(problem.code).toBe('state-conflict')
    expect(problem.detail).toContain('"Production"')
    world.inUse.delete(id)
    await ours.client.deleteProvider({ params: { id } })
    expect((await refusal(ours.client.getProvider({ params: { id } }))).code).toBe('not-found')
    expect((await problemFrom(world.providers.connection(ours.id, id))).code).toBe('provider-missing') // prettier-ignore
  })
})

test('nobody reaches the providers of another organization', async () => {
  const { id } = await create()
  const params = { id }
  const tries = [
    () => theirs.client.getProvider({ params }),
    () => theirs.client.updateProvider({ params, body: { name: 'Mine' } }),
    () => theirs.client.updateProvider({ params, body: { credentials: key } }),
    () => theirs.client.deleteProvider({ params }),
    () => theirs.client.testProvider({ params }),
    () => theirs.client.listModels({ params }),
    () => theirs.client.getManagedPrompt({ params, query: { arn: 'arn' } }),
  ]
  for (const attempt of tries) expect((await refusal(attempt())).status).toBe(404)
  expect((await theirs.client.listProviders({ query: {} })).items).toEqual([])
  expect((await problemFrom(world.providers.connection(theirs.id, id))).code).toBe('provider-missing') // prettier-ignore
  expect((await world.providers.states(theirs.id)).size).toBe(0)
  expect((await ours.client.getProvider({ params })).name).toBe('Production')
  expect(world.emulator.calls.count()).toBe(0)
})
