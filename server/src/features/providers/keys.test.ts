import { newProvider, type Client } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../http/testing/refusal.ts'
import { providerServer, type ProviderServer } from './testing/provider-server.ts'

const first = { access_key_id: 'AKIAFIRSTKEY00000001', secret_access_key: 'first secret' }
const second = { access_key_id: 'AKIASECONDKEY0000001', secret_access_key: 'second secret' }
const abroad = { access_key_id: 'AKIAABROADKEY0000001', secret_access_key: 'abroad secret' }
const stranger = { access_key_id: 'AKIANOBODYKNOWS00001', secret_access_key: 'no secret' }

let world: ProviderServer
let ours: { id: string; client: Client }
let theirs: { id: string; client: Client }

beforeAll(async () => {
  const accessKeys = [first, second].map((key) => ({ id: key.access_key_id, secret: key.secret_access_key, user: 'outcrop' })) // prettier-ignore
  world = await providerServer(undefined, {
    accounts: [
      {
        id: '111122223333',
        accessKeys,
        roles: [{ name: 'Bedrock', trusts: ['111122223333', '444455556666'] }],
      },
      {
        id: '444455556666',
        accessKeys: [
          { id: abroad.access_key_id, secret: abroad.secret_access_key, user: 'abroad' },
        ],
      },
    ],
  })
})
beforeEach(async () => {
  world.clock.aheadMs = 0
  world.emulator.faults.clear()
  world.emulator.calls.clear()
  ours = await world.organization()
  theirs = await world.organization()
})
afterAll(() => world.close())

const place = () => ({ region: 'us-east-1', endpoint: world.emulator.url })

async function create(credentials: object = { type: 'access_key', ...first }): Promise<string> {
  const body = newProvider.parse({ name: 'Production', ...place(), credentials })
  const { id } = await ours.client.createProvider({ body })
  await ours.client.testProvider({ params: { id } })
  return id
}
const read = (id: string) => ours.client.getProvider({ params: { id } })
const add = (id: string, body = second) => ours.client.addProviderKey({ params: { id }, body })
const on = (id: string, key = second.access_key_id) => ({ params: { id, key } })
const days = (count: number) => count * 86_400_000

describe('a second access key', () => {
  test('is entered, tested, used and, as the old one, removed', async () => {
    const id = await create()
    const [used, spare] = (await add(id)).keys
    expect(used).toMatchObject({ access_key_id: first.access_key_id, in_use: true, last_test: { ok: true } }) // prettier-ignore
    expect(spare).toMatchObject({ access_key_id: second.access_key_id, in_use: false, last_test: null }) // prettier-ignore

    world.emulator.calls.clear()
    expect(await ours.client.testProviderKey(on(id))).toMatchObject({ ok: true })
    expect(new Set(world.emulator.calls.recent().map(({ accessKeyId }) => accessKeyId))).toEqual(new Set([second.access_key_id])) // prettier-ignore

    const switched = await ours.client.useProviderKey(on(id))
    expect(switched).toMatchObject({ state: 'ready', last_test: { ok: true }, credentials: { access_key_id: second.access_key_id } }) // prettier-ignore
    expect(switched.keys.map(({ access_key_id, in_use }) => [access_key_id, in_use])).toEqual([
      [second.access_key_id, true],
      [first.access_key_id, false],
    ])

    const { keys } = await ours.client.removeProviderKey(on(id, first.access_key_id))
    expect(keys.map(({ access_key_id }) => access_key_id)).toEqual([second.access_key_id])
    expect(await ours.client.testProvider({ params: { id } })).toMatchObject({ ok: true })
  })

  test('takes over without one failed call', async () => {
    const id = await create()
    const signal = new AbortController().signal
    const request = { model: 'amazon.nova-micro-v1:0', messages: [{ role: 'user' as const, text: 'hi' }], inference: {} } // prettier-ignore
    let isOver = false
    const calling = Array.from({ length: 8 }, async () => {
      let calls = 0
      for (; !isOver; calls += 1) {
        const connection = await world.providers.connection(ours.id, id)
        await world.bedrock.converse(connection, request, { signal })
      }
      return calls
    })
    const since = world.emulator.calls
    const by = (key: string) => since.recent().filter(({ operation, accessKeyId }) => operation === 'Converse' && accessKeyId === key).length // prettier-ignore
    await expect.poll(() => by(first.access_key_id)).toBeGreaterThan(0)
    await add(id)
    await ours.client.testProviderKey(on(id))
    await ours.client.useProviderKey(on(id))
    await ours.client.removeProviderKey(on(id, first.access_key_id))
    since.clear()
    await expect.poll(() => by(second.access_key_id)).toBeGreaterThan(20)
    isOver = true
    // A call that failed would have ended its loop with an error.
    expect((await Promise.all(calling)).every((calls) => calls > 0)).toBe(true)
    since.clear()
    await world.bedrock.converse(await world.providers.connection(ours.id, id), request, { signal })
    expect([by(first.access_key_id), by(second.access_key_id)]).toEqual([0, 1])
  })

  test('also changes who assumes a role', async () => {
    const source = { type: 'access_key', ...first }
    const role = { type: 'assume_role', role_arn: 'arn:aws:iam::111122223333:role/Bedrock', session_name: 'outcrop', source } // prettier-ignore
    const id = await create(role)
    await add(id)
    world.emulator.calls.clear()
    await ours.client.testProviderKey(on(id))
    const assuming = world.emulator.calls.recent().filter(({ operation }) => operation === 'AssumeRole') // prettier-ignore
    expect(assuming.map(({ accessKeyId }) => accessKeyId)).toEqual([second.access_key_id])
    await ours.client.useProviderKey(on(id))
    expect((await read(id)).credentials).toMatchObject({ type: 'assume_role', access_key_id: second.access_key_id, role_arn: role.role_arn }) // prettier-ignore
  })

  test('is not used before its test has passed', async () => {
    const id = await create()
    await add(id, stranger)
    const untested = await refusal(ours.client.useProviderKey(on(id, stranger.access_key_id)))
    expect(untested).toMatchObject({ code: 'state-conflict', detail: expect.stringContaining('has not been tested') }) // prettier-ignore
    expect(await ours.client.testProviderKey(on(id, stranger.access_key_id))).toMatchObject({ ok: false }) // prettier-ignore
    const failed = await refusal(ours.client.useProviderKey(on(id, stranger.access_key_id)))
    expect(failed.detail).toContain('has not passed')
    // The one in use is not touched by what happens to the other.
    expect(await read(id)).toMatchObject({ state: 'ready', credentials: { access_key_id: first.access_key_id } }) // prettier-ignore
  })

  test.each(['access_key', 'assume_role'])(
    'of another account passes only where a role stays in between: %s',
    async (type) => {
      const role = { role_arn: 'arn:aws:iam::111122223333:role/Bedrock', session_name: 'outcrop' }
      const id = await create(
        type === 'access_key' ? { type, ...first } : { type, ...role, source: { type: 'access_key', ...first } }, // prettier-ignore
      )
      await add(id, abroad)
      const key = on(id, abroad.access_key_id)
      const test = await ours.client.testProviderKey(key)
      expect(test.ok).toBe(type === 'assume_role')
      if (test.ok) return
      expect(test.checks.at(-1)).toMatchObject({ ok: false, problem: { code: 'wrong-target', who: 'caller', detail: expect.stringContaining('account 444455556666') } }) // prettier-ignore
      expect((await refusal(ours.client.useProviderKey(key))).code).toBe('state-conflict')
    },
  )

  test('has to be tested again after the provider has moved', async () => {
    const id = await create()
    await add(id)
    await ours.client.testProviderKey(on(id))
    await ours.client.updateProvider({ params: { id }, body: { region: 'us-west-2' } })
    expect((await refusal(ours.client.useProviderKey(on(id)))).code).toBe('state-conflict')
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['the key in use again', async () => add(await create(), first), 'has the access key'],
    ['a third one', async () => {
      const id = await create()
      await add(id)
      return add(id, stranger)
    }, 'two access keys already'],
    ['one for a provider without any', async () => add(await create({ type: 'emulator' })), 'has no access key'],
    ['the removal of the one in use', async () => ours.client.removeProviderKey(on(await create(), first.access_key_id)), 'is in use'],
  ])('refuses %s', async (_, work, detail) => {
    const problem = await refusal(work())
    expect(problem.code).toBe('state-conflict')
    expect(problem.detail).toContain(detail)
  }) // prettier-ignore

  test('is not there for others, and unknown ones are nowhere', async () => {
    const id = await create()
    await add(id)
    const { client } = theirs
    for (const call of [
      () => client.addProviderKey({ params: { id }, body: stranger }),
      () => client.testProviderKey(on(id)),
      () => client.useProviderKey(on(id)),
      () => client.removeProviderKey(on(id)),
      () => ours.client.testProviderKey(on(id, stranger.access_key_id)),
    ])
      expect((await refusal(call())).code).toBe('not-found')
  })

  test('goes with the credentials that it belongs to', async () => {
    const id = await create()
    await add(id)
    const body = { credentials: { type: 'access_key' as const, ...stranger } }
    const { keys } = await ours.client.updateProvider({ params: { id }, body })
    expect(keys.map(({ access_key_id }) => access_key_id)).toEqual([stranger.access_key_id])
  })
})

describe('the age of an access key', () => {
  const ageCheck = async (id: string) =>
    (await ours.client.testProvider({ params: { id } })).checks.find(({ check }) => check === 'Access key age') // prettier-ignore

  test('is counted from the day it was entered, and reminds of itself after 90', async () => {
    const id = await create()
    expect(await ageCheck(id)).toMatchObject({ summary: expect.stringContaining('entered today') })
    world.clock.aheadMs = days(89.5)
    expect((await read(id)).keys).toMatchObject([{ age_days: 89, is_old: false }])
    expect(await ageCheck(id)).toMatchObject({ ok: true, summary: expect.stringContaining('entered 89 days ago') }) // prettier-ignore
    expect((await ageCheck(id))?.level).toBeUndefined()
    world.clock.aheadMs = days(90.5)
    expect((await read(id)).keys).toMatchObject([{ age_days: 90, is_old: true }])
    const check = await ageCheck(id)
    expect(check).toMatchObject({
      ok: true,
      level: 'warning',
      summary: expect.stringContaining('90 days ago'),
    })
    // It is a reminder: the connection works.
    expect(await read(id)).toMatchObject({ state: 'ready', last_test: { ok: true } })

    await add(id)
    await ours.client.testProviderKey(on(id))
    const { keys } = await ours.client.useProviderKey(on(id))
    expect(keys).toMatchObject([{ age_days: 0, is_old: false }, { age_days: 90, is_old: true }]) // prettier-ignore
  })

  test('begins anew with other credentials, not with other settings', async () => {
    const id = await create()
    world.clock.aheadMs = days(10)
    await ours.client.updateProvider({ params: { id }, body: { name: 'Other' } })
    expect((await read(id)).keys).toMatchObject([{ age_days: 10 }])
    const body = { credentials: { type: 'access_key' as const, ...second } }
    expect((await ours.client.updateProvider({ params: { id }, body })).keys).toMatchObject([{ age_days: 0 }]) // prettier-ignore
  })
})
