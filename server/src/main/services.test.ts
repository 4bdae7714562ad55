import type { Client } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendEvents, newEvent } from '../features/events/events.ts'
import { refusal } from '../http/testing/refusal.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import { startTenants, type Tenants } from './testing/tenants.ts'

let tenants: Tenants
let ours: Client
let theirs: Client
let organizationId: string
let providerId: string
beforeAll(async () => {
  tenants = await startTenants()
  const own = await tenants.add()
  ours = own.client
  organizationId = own.organizationId
  providerId = own.providerId
  theirs = (await tenants.add()).client
})
afterAll(() => tenants.close())

let count = 0
const create = (more: object = {}) =>
  ours.createService({
    body: {
      name: `Fast ${(count += 1)}`,
      provider_id: providerId,
      model: 'amazon.nova-micro-v1:0',
      inference: { max_tokens: 100 },
      ...more,
    },
  })
const price = { input_usd_per_million: '1.5', output_usd_per_million: '6' }
const step = (serviceId: string, more: object = {}) => ({
  id: 'one',
  action: 'bedrock.prompt',
  input: { service_id: serviceId, prompt: 'Say {{ tealium_visitor_id }}', ...more },
  output: { type: 'text' as const },
  deliver: { to: 'nowhere' as const },
})
const definition = (serviceId: string) => ({
  name: 'Greeting',
  trigger: { type: 'manual' as const },
  steps: [step(serviceId)],
})

describe('a service', () => {
  it('is kept, listed, changed in part and deleted', async () => {
    const made = await create({ guardrail: { id: 'gr1', version: '1' }, price })
    expect(made).toMatchObject({
      provider: { name: 'Bedrock emulator', region: 'us-east-1', state: 'ready' },
      inference: { max_tokens: 100 },
      guardrail: { id: 'gr1', version: '1' },
      price: { ...price, cache_read_usd_per_million: null },
    })
    const params = { id: made.id }
    expect((await ours.listServices({ query: {} })).items).toContainEqual(made)
    await ours.updateService({ params, body: { model: 'amazon.nova-lite-v1:0' } })
    await ours.updateService({ params, body: { guardrail: null, inference: {} } })
    const changed = await ours.getService({ params })
    expect(changed).toMatchObject({
      ...made,
      model: 'amazon.nova-lite-v1:0',
      guardrail: null,
      inference: {},
      updated_at: expect.any(String),
    })
    await ours.deleteService({ params })
    expect((await refusal(ours.getService({ params }))).code).toBe('not-found')
  })

  it('says of its provider whether runs of it wait', async () => {
    const { id } = await create()
    const pausing = 'update providers set pause = $2, retest_at = now() where id = $1'
    const pause = { problem: new Problem('invalid-credentials', 'No.').toDocument(), since: new Date() } // prettier-ignore
    await tenants.database.pool.query(pausing, [providerId, JSON.stringify(pause)])
    expect((await ours.getService({ params: { id } })).provider.state).toBe('paused')
    expect((await ours.getProvider({ params: { id: providerId } })).state).toBe('paused')
    await tenants.database.pool.query('update providers set pause = null, retest_at = null')
  })

  it('has a name of its own and a provider of the organization', async () => {
    const { name, id } = await create()
    expect((await refusal(create({ name }))).code).toBe('state-conflict')
    const other = await create()
    const renamed = ours.updateService({ params: { id: other.id }, body: { name } })
    expect((await refusal(renamed)).detail).toContain(name)
    const unknown = { provider_id: newId('provider') }
    expect((await refusal(create(unknown))).code).toBe('invalid-input')
    const moved = ours.updateService({ params: { id }, body: unknown })
    expect((await refusal(moved)).detail).toContain('provider_id')
    const foreign = theirs.createService({ body: { name: 'x', provider_id: providerId, model: 'm' } }) // prettier-ignore
    expect((await refusal(foreign)).code).toBe('invalid-input')
  })

  it('names a model and a guardrail that its provider can call', async () => {
    const model = 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0'
    const elsewhere = await refusal(create({ model }))
    expect(elsewhere.code).toBe('invalid-input')
    expect(elsewhere.detail).toContain('model: ')
    expect(elsewhere.detail).toContain('is in eu-west-1, but the provider works in us-east-1')

    const { id } = await create()
    const params = { id }
    const guardrail = {
      id: 'arn:aws:bedrock:us-east-1:111122223333:agent/ABCDEFGHIJ',
      version: '1',
    }
    const wrong = await refusal(ours.updateService({ params, body: { guardrail } }))
    expect(wrong.detail).toContain('guardrail.id: ')
    await refusal(ours.updateService({ params, body: { model } }))
    expect(await ours.getService({ params })).toMatchObject({ model: 'amazon.nova-micro-v1:0', guardrail: null }) // prettier-ignore
  })

  it('is nobody else’s', async () => {
    const { id } = await create()
    const params = { id }
    expect((await theirs.listServices({ query: {} })).items).toEqual([])
    for (const work of [
      () => theirs.getService({ params }),
      () => theirs.updateService({ params, body: { name: 'Mine' } }),
      () => theirs.deleteService({ params }),
    ]) {
      expect((await refusal(work())).status).toBe(404)
    }
    const { findings } = await theirs.checkAutomation({ body: definition(id) })
    expect(findings).toMatchObject([{ path: 'steps.0.input.service_id' }])
  })
})

describe('a step that names a service', () => {
  it('is tried with it, at once after a change, at the price of the service', async () => {
    const { id } = await create({ price: { input_usd_per_million: '1000', output_usd_per_million: '0' } }) // prettier-ignore
    const first = await ours.tryStep({ body: { step: step(id), payload: {} } })
    expect(first).toMatchObject({ stage: 'parsed', request: { service_id: id, provider_id: providerId } }) // prettier-ignore
    expect(Number(first.cost_usd)).toBeCloseTo((first.tokens.input ?? 0) / 1000)
    await ours.updateService({ params: { id }, body: { model: 'amazon.nova-pro-v1:0' } })
    const second = await ours.tryStep({ body: { step: step(id), payload: {} } })
    expect(second.request).toMatchObject({ model: 'amazon.nova-pro-v1:0' })
  })

  it('is published, and keeps the service and its provider from being deleted', async () => {
    const { id, name } = await create()
    const { id: automationId } = await ours.createAutomation({ body: definition(id) })
    expect((await ours.publishAutomation({ params: { id: automationId } })).state).toBe('active')
    const kept = await refusal(ours.deleteService({ params: { id } }))
    expect(kept.code).toBe('state-conflict')
    expect(kept.detail).toContain('"Greeting"')
    const provider = await refusal(ours.deleteProvider({ params: { id: providerId } }))
    expect(provider.detail).toContain(`"${name}"`)
  })

  it('is not published without the service, or with a provider that failed', async () => {
    const gone = await ours.checkAutomation({ body: definition(newId('service')) })
    expect(gone.findings).toMatchObject([{ path: 'steps.0.input.service_id' }])
    const { id: other } = await ours.createProvider({
      body: { name: 'Untested', region: 'us-east-1', credentials: { type: 'emulator' } },
    })
    const { id } = await create({ provider_id: other })
    const { findings } = await ours.checkAutomation({ body: definition(id) })
    expect(findings).toMatchObject([
      { path: 'steps.0.input.service_id', message: expect.stringContaining('Untested') },
    ])
  })

  it('takes its queued runs along to another provider, and no others', async () => {
    const { id: other } = await ours.createProvider({ body: { name: 'Second', region: 'us-east-1', credentials: { type: 'emulator' } } }) // prettier-ignore
    const { id: stream_id } = await ours.createStream({ body: { account: 'acme', profile: 'main', max_requests_per_s: null } }) // prettier-ignore
    const event = newEvent({ organizationId, streamId: stream_id, name: 'view', visitorId: 'v', traceId: null, payload: '{}', cause: null }) // prettier-ignore
    await appendEvents(tenants.database.pool, [event])
    const started = async (serviceId: string) => {
      const { id } = await ours.createAutomation({ body: definition(serviceId) })
      await ours.publishAutomation({ params: { id } })
      return (await ours.startRun({ params: { id }, body: { event_id: event.id } })).id
    }
    const [moving, staying] = [await create(), await create()]
    const [mine, others] = [await started(moving.id), await started(staying.id)]

    await ours.updateService({ params: { id: moving.id }, body: { provider_id: other } })

    const { rows } = await tenants.database.pool.query<{ id: string; lane: string }>('select id, lane from runs') // prettier-ignore
    const lanes = new Map(rows.map(({ id, lane }) => [id, lane]))
    expect([lanes.get(mine), lanes.get(others)]).toEqual([other, providerId])
  })
})
