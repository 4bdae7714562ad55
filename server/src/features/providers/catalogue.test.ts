import { newProvider, type Client } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../http/testing/refusal.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'

let world: ProviderServer
let client: Client
let params: { id: string }
beforeAll(async () => {
  world = await providerServer()
})
beforeEach(async () => {
  world.clock.aheadMs = 0
  world.emulator.faults.clear()
  ;({ client } = await world.organization())
  const body = newProvider.parse({ name: 'Emulator', region: 'us-east-1', credentials: { type: 'emulator' } }) // prettier-ignore
  params = { id: (await client.createProvider({ body })).id }
  world.emulator.calls.clear()
})
afterAll(() => world.close())

const list = () => client.listModels({ params })
const asked = () => world.emulator.calls.count('ListFoundationModels')
const hours = (count: number) => count * 3_600_000

test('the models of a provider are listed by AWS once a day', async () => {
  const first = await list()
  expect(first.items.map(({ id }) => id)).toContain('amazon.nova-micro-v1:0')
  world.clock.aheadMs = hours(23)
  expect(await list()).toEqual(first)
  expect(asked()).toBe(1)
  world.clock.aheadMs = hours(25)
  const next = await list()
  expect(asked()).toBe(2)
  expect(Date.parse(next.read_at) - Date.parse(first.read_at)).toBeGreaterThan(hours(24))
})

test('what may be listed in part only is listed again soon', async () => {
  world.emulator.faults.set([{ operation: 'ListInferenceProfiles', error: 'AccessDeniedException' }]) // prettier-ignore
  expect(await list()).toMatchObject({ partial: true })
  world.emulator.faults.clear()
  world.clock.aheadMs = hours(0.05)
  expect(await list()).toMatchObject({ partial: true })
  expect(asked()).toBe(1)
  world.clock.aheadMs = hours(0.1)
  expect(await list()).toMatchObject({ partial: false })
})

test('whoever asks for it has AWS asked again', async () => {
  await list()
  world.clock.aheadMs = hours(1)
  const fresh = await client.refreshModels({ params })
  expect(asked()).toBe(2)
  expect(await list()).toEqual(fresh)
})

test('an old list is better than none when AWS does not answer, but is not called fresh', async () => {
  const first = await list()
  world.clock.aheadMs = hours(48)
  world.emulator.faults.set([{ error: 'ServiceUnavailableException' }])
  expect(await list()).toEqual(first)
  expect((await refusal(client.refreshModels({ params }))).code).toBe('service-unavailable')
})

test('what was listed for another region, or before a test, is not shown', async () => {
  await list()
  await client.updateProvider({ params, body: { region: 'us-west-2' } })
  await list()
  expect(asked()).toBe(2)
  await client.testProvider({ params })
  world.emulator.calls.clear()
  await list()
  expect(asked()).toBe(1)
})

test('is refused with what AWS says when there is nothing to show, and to others', async () => {
  world.emulator.faults.set([{ error: 'AccessDeniedException' }])
  expect((await refusal(list())).code).toBe('access-denied')
  world.emulator.faults.clear()
  await list()
  const others = (await world.organization()).client
  expect((await refusal(others.listModels({ params }))).code).toBe('not-found')
  expect((await refusal(others.refreshModels({ params }))).code).toBe('not-found')
})
