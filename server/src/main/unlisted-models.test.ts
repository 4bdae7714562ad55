import { definition, type Definition } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTenants, type Tenant, type Tenants } from './testing/tenants.ts'

let tenants: Tenants
let tenant: Tenant
beforeAll(async () => {
  tenants = await startTenants()
  tenant = await tenants.add()
})
afterAll(() => tenants.close())

const slip = 'amazon.nova-mico-v1:0'
const asking = (input: object): Definition =>
  definition.parse({
    name: 'Ask',
    trigger: { type: 'manual' },
    steps: [{ id: 'ask', action: 'bedrock.prompt', input: { prompt: 'Hello', ...input } }],
  })
const byModel = (model: string) => asking({ provider_id: tenant.providerId, model })

describe('a model that the provider does not list', () => {
  it('is nothing to speak of while AWS was not asked for its list', async () => {
    tenants.emulator.calls.clear()
    const checked = await tenant.client.checkAutomation({ body: byModel(slip) })
    expect(checked).toEqual({ findings: [], notes: [] })
    expect(tenants.emulator.calls.count()).toBe(0)
  })

  it('is noted by the checks, and can be published all the same', async () => {
    await tenant.client.listModels({ params: { id: tenant.providerId } })
    tenants.emulator.calls.clear()
    const { findings, notes } = await tenant.client.checkAutomation({ body: byModel(slip) })
    expect(findings).toEqual([])
    expect(notes).toMatchObject([{ path: 'steps.0.input.model', message: expect.stringContaining('Did you mean amazon.nova-micro-v1:0?') }]) // prettier-ignore
    expect(await tenant.client.checkAutomation({ body: byModel('amazon.nova-micro-v1:0') })).toEqual({ findings: [], notes: [] }) // prettier-ignore
    expect(tenants.emulator.calls.count()).toBe(0)
    const { id } = await tenant.client.createAutomation({ body: byModel(slip) })
    expect((await tenant.client.publishAutomation({ params: { id } })).published?.number).toBe(1)
  })

  it('is noted at the service that names it', async () => {
    const body = { name: 'Fast', provider_id: tenant.providerId, model: slip }
    const { id } = await tenant.client.createService({ body })
    const { notes } = await tenant.client.checkAutomation({ body: asking({ service_id: id }) })
    expect(notes).toMatchObject([{ path: 'steps.0.input.service_id', message: expect.stringContaining(slip) }]) // prettier-ignore
  })
})
