import type { NewAgent } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agentServer, liveAlias, type AgentServer, type Tenant } from './testing/agent-server.ts'
import { refusal } from '../../http/testing/refusal.ts'

let world: AgentServer
let ours: Tenant
let theirs: Tenant
beforeAll(async () => {
  world = await agentServer()
})
beforeEach(async () => {
  world.emulator.faults.clear()
  world.emulator.calls.clear()
  ours = await world.tenant()
  theirs = await world.tenant()
})
afterAll(() => world.close())

const connect = (change: Partial<NewAgent> = {}) =>
  ours.client.connectAgent({ body: { provider_id: ours.providerId, alias_arn: liveAlias, ...change } }) // prettier-ignore

describe('connecting an agent', () => {
  test('looks at it and keeps what was seen', async () => {
    const agent = await connect({ description: 'Answers customers.' })
    expect(agent).toMatchObject({
      name: 'shop-support',
      description: 'Answers customers.',
      source: 'bedrock',
      provider: { id: ours.providerId, name: 'Emulator' },
      alias_arn: liveAlias,
      state: 'ready',
      last_test: { ok: true, version: '1', foundation_model: 'amazon.nova-lite-v1:0' },
    })
    expect(await ours.client.listAgents({ query: {} })).toEqual({ items: [agent], next: null })
    expect(await ours.client.getAgent({ params: { id: agent.id } })).toEqual(agent)
    expect(world.emulator.calls.count('InvokeAgent')).toBe(0)
  })

  test.each([
    ['its own ARN', liveAlias.replace('agent-alias', 'agent').replace('/SHOPLIVE01', ''), 'wrong-target', /Aliases tab/],
    ['another region', liveAlias.replace('us-east-1', 'us-west-2'), 'wrong-target', /provider in us-west-2/],
    ['another account', liveAlias.replace('111122223333', '999988887777'), 'wrong-target', /account 999988887777/],
    ['no version', liveAlias.replace('SHOPLIVE01', 'SHOPNEXT01'), 'agent-not-ready', /Create a new version/],
    ['the draft', liveAlias.replace('SHOPLIVE01', 'TSTALIASID'), 'agent-not-ready', /Create a new version/],
    ['an unknown alias', liveAlias.replace('SHOPLIVE01', 'NONE000001'), 'resource-not-found', /Compare the id/],
  ])('is refused for %s, and nothing is stored', async (_, alias_arn, code, remedy) => {
    const problem = await refusal(connect({ alias_arn }))
    expect(problem.code).toBe(code)
    expect(problem.remedy).toMatch(remedy)
    expect(problem.who).toBe(code === 'agent-not-ready' ? 'aws-administrator' : 'caller')
    const test = await ours.client.testNewAgent({ body: { provider_id: ours.providerId, alias_arn } })
    expect(test.checks.find(({ ok }) => !ok)?.problem).toMatchObject({ code, who: problem.who, detail: problem.detail }) // prettier-ignore
    expect((await ours.client.listAgents({ query: {} })).items).toEqual([])
  }) // prettier-ignore

  test('needs a provider that has passed its test, and a name of its own', async () => {
    await connect()
    const provider_id = await ours.provider('Second')
    expect(await refusal(connect({ provider_id }))).toMatchObject({
      code: 'state-conflict',
      detail: 'There is an agent named "shop-support" already.',
    })
    expect((await connect({ provider_id, name: 'Another' })).name).toBe('Another')
    const untested = await ours.client.createProvider({
      body: { name: 'New', region: 'us-east-1', credentials: { type: 'emulator' } },
    })
    expect((await refusal(connect({ provider_id: untested.id }))).code).toBe('provider-not-ready')
    expect((await refusal(connect({ provider_id: theirs.providerId }))).code).toBe(
      'provider-missing',
    )
  })
})

describe('an alias', () => {
  test('is connected once at a provider', async () => {
    const { id } = await connect()
    const problem = await refusal(connect({ name: 'Another' }))
    expect(problem).toMatchObject({
      code: 'state-conflict',
      status: 409,
      detail: `This alias is connected already, as "shop-support" (${id}).`,
      field: 'alias_arn',
    })
    await ours.client.deleteAgent({ params: { id } })
    expect((await connect({ name: 'Another' })).name).toBe('Another')
    const theirOwn = { provider_id: theirs.providerId, alias_arn: liveAlias }
    expect((await theirs.client.connectAgent({ body: theirOwn })).alias_arn).toBe(liveAlias)
  })

  test('is connected once, also by many at the same time', async () => {
    const names = ['One', 'Two', 'Three', 'Four', 'Five']
    const tries = await Promise.allSettled(names.map((name) => connect({ name })))
    const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(made).toHaveLength(1)
    const refused = tries.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : [])) // prettier-ignore
    const detail = `This alias is connected already, as "${made[0]?.name}" (${made[0]?.id}).`
    expect(refused).toEqual(
      Array(4).fill(expect.objectContaining({ problem: expect.objectContaining({ detail }) })),
    )
  })
})

describe('a connected agent', () => {
  test('can be renamed, and tested again', async () => {
    const { id } = await connect()
    const renamed = await ours.client.updateAgent({ params: { id }, body: { name: 'Support' } })
    expect(renamed).toMatchObject({ name: 'Support', description: '' })
    world.emulator.faults.set([{ operation: 'GetAgentAlias', error: 'ResourceNotFoundException' }])
    const { ok, checks } = await ours.client.testAgent({ params: { id } })
    expect(ok).toBe(false)
    expect(checks.find((check) => !check.ok)?.problem).toMatchObject({ code: 'resource-not-found', who: 'operator' }) // prettier-ignore
    expect(await ours.client.getAgent({ params: { id } })).toMatchObject({ state: 'failing' })
    world.emulator.faults.clear()
    await ours.client.testAgent({ params: { id } })
    expect(await ours.client.getAgent({ params: { id } })).toMatchObject({ state: 'ready' })
  })

  test('cannot be renamed to the name of another, also not at the same time', async () => {
    const provider_id = await ours.provider('Second')
    const ids = [
      (await connect({ name: 'One' })).id,
      (await connect({ name: 'Two', provider_id })).id,
    ]
    const renamed = await Promise.allSettled(ids.map((id) => ours.client.updateAgent({ params: { id }, body: { name: 'Same' } }))) // prettier-ignore
    expect(renamed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const problems = renamed.flatMap((one) => (one.status === 'rejected' ? [one] : [])) // prettier-ignore
    expect(problems).toMatchObject([{ reason: { problem: { code: 'state-conflict' } } }])
  })

  test('stays while an automation uses it', async () => {
    const { id } = await connect()
    world.users.set(id, ['Triage'])
    const problem = await refusal(ours.client.deleteAgent({ params: { id } }))
    expect(problem).toMatchObject({ code: 'state-conflict', detail: 'The agent "shop-support" is used by "Triage".' }) // prettier-ignore
    world.users.clear()
    await ours.client.deleteAgent({ params: { id } })
    expect((await refusal(ours.client.getAgent({ params: { id } }))).code).toBe('not-found')
  })

  test('is known to steps of its organization only, after the next reading', async () => {
    const { id } = await connect()
    expect(world.agents.directory.find(ours.id, id)).toBeUndefined()
    await world.agents.directory.reload()
    expect(world.agents.directory.find(ours.id, id)).toEqual({
      providerId: ours.providerId,
      aliasArn: liveAlias,
    })
    expect(world.agents.directory.find(theirs.id, id)).toBeUndefined()
    expect(await world.agents.atProvider(ours.id, ours.providerId)).toEqual(['shop-support'])
  })

  test('is not there for others', async () => {
    const { id } = await connect()
    const { client } = theirs
    for (const call of [
      () => client.getAgent({ params: { id } }),
      () => client.updateAgent({ params: { id }, body: { name: 'x' } }),
      () => client.deleteAgent({ params: { id } }),
      () => client.testAgent({ params: { id } }),
      () => client.listConversations({ params: { id }, query: {} }),
      () => client.startConversation({ params: { id }, body: {} }),
    ]) {
      expect((await refusal(call())).code).toBe('not-found')
    }
    expect((await client.listAgents({ query: {} })).items).toEqual([])
    expect((await ours.client.getAgent({ params: { id } })).name).toBe('shop-support')
  })
})
