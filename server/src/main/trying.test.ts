import type { Client, NewBudget } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refusal } from '../http/testing/refusal.ts'
import { newId } from '../kernel/id.ts'
import { startTenants, type Tenant, type Tenants } from './testing/tenants.ts'

let tenants: Tenants
let tenant: Tenant
let client: Client
beforeAll(async () => {
  tenants = await startTenants()
})
beforeEach(async () => {
  tenants.emulator.faults.clear()
  tenants.emulator.calls.clear()
  tenant = await tenants.add()
  client = tenant.client
})
afterAll(() => tenants.close())

const definition = () => ({
  name: 'Greeting',
  trigger: { type: 'event' as const, feed_id: newId('feed') },
  steps: [step()],
})
const step = (input: object = {}) => ({
  id: 'greet',
  action: 'bedrock.prompt',
  input: {
    provider_id: tenant.providerId,
    model: 'amazon.nova-micro-v1:0',
    inference: { max_tokens: 50 },
    prompt: 'Say hello.',
    ...input,
  },
  output: { type: 'text' as const },
  deliver: { to: 'nowhere' as const },
})
const tryIt = (more: { automation_id?: string } = {}, input: object = {}) =>
  client.tryStep({ body: { step: step(input), payload: {}, ...more } })

const budget = (amount_usd: string, scope: NewBudget['scope'] = { type: 'organization' }) =>
  client.createBudget({
    body: { name: `${scope.type} ${amount_usd}`, scope, period: 'day', amount_usd, fallback_price: null }, // prettier-ignore
  })
const calls = () => tenants.emulator.calls.count('Converse')

describe('a step that is tried', () => {
  it('is counted as a call of its automation, at the prices of the organization', async () => {
    await client.setPrice({ body: { model: 'amazon.nova-micro-v1:0', input_usd_per_million: '1000', output_usd_per_million: '0' } }) // prettier-ignore
    const { id } = await client.createAutomation({ body: definition() })
    const { id: budgetId } = await budget('5', { type: 'automation', id })

    const attempt = await tryIt({ automation_id: id })

    expect(attempt).toMatchObject({ stage: 'parsed', cached: false })
    expect(Number(attempt.cost_usd)).toBeCloseTo((attempt.tokens.input ?? 0) / 1000)
    const { groups, totals } = await client.getUsage({ query: { group_by: 'automation' } })
    expect(groups).toMatchObject([{ key: id, calls: 1, unpriced: 0 }])
    expect(Number(groups?.[0]?.cost_usd)).toBe(Number(attempt.cost_usd))
    expect(totals).toMatchObject({ calls: 1, runs: 0, cost_usd: groups?.[0]?.cost_usd })
    const { current } = await client.getBudget({ params: { id: budgetId } })
    expect(Number(current.spent_usd)).toBeCloseTo(Number(attempt.cost_usd))
    expect(Number(current.reserved_usd)).toBe(0)
  })

  it('is refused like the call of a run when a budget is spent', async () => {
    await budget('0.000001')
    const attempt = await tryIt()
    expect(attempt).toMatchObject({ stage: 'rendered', request: { messages: [{ text: 'Say hello.' }] }, problem: { code: 'budget-exceeded' } }) // prettier-ignore
    expect(calls()).toBe(0)
    expect((await client.getUsage({ query: { group_by: 'model' } })).groups).toEqual([])
  })

  it('is refused when a budget counts it and nobody knows its price', async () => {
    await budget('5')
    const model = 'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/emulator0ptu'
    expect((await tryIt({}, { model })).problem).toMatchObject({ code: 'price-unknown' })
    expect(calls()).toBe(0)
  })

  it('waits for no turn that does not come soon', async () => {
    const limits = { requests_per_minute: 1, tokens_per_minute: null, in_flight: null, models: [] }
    await client.updateProvider({ params: { id: tenant.providerId }, body: { limits } })
    const first = await tryIt()
    const second = await tryIt()
    expect([first, second].map(({ problem }) => problem?.code)).toEqual([undefined, 'limit-reached']) // prettier-ignore
    expect(calls()).toBe(1)
  })

  it('is counted when it fails, and gives back what was held for it', async () => {
    const { id } = await budget('5')
    tenants.emulator.faults.set([{ error: 'ValidationException' }])
    const attempt = await tryIt()
    expect(attempt).toMatchObject({ stage: 'called', cost_usd: null })
    expect(attempt.problem).toBeTruthy()
    const { groups } = await client.getUsage({ query: { group_by: 'model' } })
    expect(groups).toMatchObject([{ calls: 1, failures: 1, unpriced: 0 }])
    const { current } = await client.getBudget({ params: { id } })
    expect(current).toMatchObject({ spent_usd: '0', reserved_usd: '0' })
  })

  it('names no automation of somebody else', async () => {
    const stranger = await tenants.add()
    const { id } = await stranger.client.createAutomation({ body: definition() })
    expect(await refusal(tryIt({ automation_id: id }))).toMatchObject({ code: 'not-found' })
    expect(calls()).toBe(0)
  })

  it('spends no more than a budget has, however many try at once', async () => {
    const one = Number((await tryIt()).cost_usd)
    await budget((one * 10).toFixed(9))
    const attempts = await Promise.all(Array.from({ length: 20 }, () => tryIt()))
    const made = attempts.filter(({ problem }) => problem === undefined)
    expect(made.length).toBeGreaterThan(0)
    expect(made.length).toBeLessThan(10)
    const { spent_usd, reserved_usd } = (await client.listBudgets({ query: {} })).items[0]?.current ?? {} // prettier-ignore
    expect(Number(spent_usd)).toBeLessThanOrEqual(one * 10)
    expect(Number(reserved_usd)).toBe(0)
  })
})
