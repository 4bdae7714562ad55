import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemFrom } from '../../bedrock/testing/emulated.ts'
import { listen } from '../../db/listen.ts'
import { newId } from '../../kernel/id.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'

let world: ProviderServer
let ours: { id: string; client: Client }

beforeAll(async () => {
  world = await providerServer()
})
beforeEach(async () => {
  ours = await world.organization()
})
afterAll(() => world.close())

const key = {
  type: 'access_key',
  access_key_id: 'AKIAEMULATOR00000001',
  secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
} as const

const create = () =>
  ours.client.createProvider({
    body: {
      name: 'Production',
      region: 'us-east-1',
      endpoint: world.emulator.url,
      credentials: key,
      max_in_flight: 7,
    },
  })

describe('what the rest of the server asks for', () => {
  test('a connection is remembered until it is invalidated', async () => {
    const { id } = await create()
    const first = await world.providers.connection(ours.id, id)
    expect(first).toEqual({
      providerId: id,
      revision: 1,
      narrowRole: false,
      account: null,
      region: 'us-east-1',
      endpoint: world.emulator.url,
      credentials: key,
    })
    await world.database.pool.query(`update providers set region = 'eu-west-1' where id = $1`, [id])
    expect(await world.providers.connection(ours.id, id)).toBe(first)
    world.providers.invalidate()
    expect((await world.providers.connection(ours.id, id)).region).toBe('eu-west-1')
  })

  test('a provider that was missing is found when it is there', async () => {
    const id = newId('provider')
    await problemFrom(world.providers.connection(ours.id, id))
    const made = await create()
    await world.database.pool.query('update providers set id = $1, credentials = $3, sealed_secrets = null where id = $2', [id, made.id, '{"type":"ambient"}']) // prettier-ignore
    expect((await world.providers.connection(ours.id, id)).credentials).toEqual({ type: 'ambient' })
  })

  test('lanes and states follow every change', async () => {
    const { id } = await create()
    const max = async () =>
      (await world.providers.lanes()).find(({ providerId }) => providerId === id)?.maxInFlight
    expect(await max()).toBe(7)
    await ours.client.updateProvider({ params: { id }, body: { max_in_flight: 8 } })
    expect(await max()).toBe(8)
    expect((await world.providers.states(ours.id)).get(id)).toEqual({
      name: 'Production',
      state: 'untested',
      region: 'us-east-1',
      account: null,
    })
  })

  test('the demo has one provider on the emulator, however often it is asked for', async () => {
    const made = await world.providers.ensureEmulatorProvider(ours.id)
    expect(made).toMatchObject({ state: 'ready', credentials: { type: 'emulator' } })
    expect(await world.providers.ensureEmulatorProvider(ours.id)).toEqual(made)
    expect((await ours.client.listProviders({ query: {} })).items).toEqual([made])
  })

  test('every change is told to the other processes', async () => {
    const heard: string[] = []
    const listening = await listen(world.database.url, ['config'], {
      // Deleting a provider touches what else is kept of it, and says so.
      onMessage: (_, payload) => {
        if (payload === 'providers') heard.push(payload)
      },
      onReconnect: () => undefined,
      onError: (error) => void heard.push(error.message),
    })
    const { id } = await create()
    await ours.client.updateProvider({ params: { id }, body: { name: 'X' } })
    await ours.client.deleteProvider({ params: { id } })
    while (heard.length < 3) await world.database.pool.query('select 1')
    await listening.close()
    expect(heard).toEqual(['providers', 'providers', 'providers'])
  })
})
