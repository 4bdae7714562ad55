import { definition } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { createActions } from './index.ts'
import type { KnownService } from './known.ts'
import { laneOf } from './lane-of.ts'
import type { StepData } from './step-data.ts'

const organizationId = `org_${'0'.repeat(32)}`
const stranger = `org_${'9'.repeat(32)}`
const serviceId = `svc_${'1'.repeat(32)}`
const providerId = `prv_${'1'.repeat(32)}`
const price = {
  input_usd_per_million: '1',
  output_usd_per_million: '2',
  cache_read_usd_per_million: null,
  cache_write_usd_per_million: null,
}
const service: KnownService = {
  providerId,
  model: 'amazon.nova-lite-v1:0',
  inference: { max_tokens: 500, temperature: 0.2, additional_model_request_fields: { top_k: 5 } },
  guardrail: { id: 'gr-1', version: '3' },
  price,
}
const actions = createActions({
  service: (organization, id) =>
    organization === organizationId && id === serviceId ? service : undefined,
  agent: () => undefined,
})
const action = actions.get('bedrock.prompt')
if (!action) throw new Error('There is no prompt action.')
const data: StepData = {
  organizationId,
  run: { id: `run_${'0'.repeat(32)}`, stepId: 'one', automationId: 'aut_1' },
  source: { account: 'a', profile: 'p', visitorId: null },
  event: { id: null, name: null, receivedAt: '', payload: {} },
  visitor: null,
  steps: {},
}
const request = (more: object) =>
  action.prepare({ prompt: 'Hello', ...more }, data, { schema: null }).request

it('fields of a model in a step take the place of all those of the service', () => {
  const own = { additional_model_request_fields: { inferenceConfig: { topK: 20 } } }
  expect(request({ service_id: serviceId, inference: own })).toMatchObject({
    inference: { max_tokens: 500, temperature: 0.2, ...own },
  })
  const none = request({
    service_id: serviceId,
    inference: { additional_model_request_fields: {} },
  })
  expect(none['inference']).toEqual({ max_tokens: 500, temperature: 0.2, additional_model_request_fields: {} }) // prettier-ignore
})

describe('settings of a step beside those of a service', () => {
  const thinking = { thinking: { type: 'enabled', budget_tokens: 2000 } }
  const found = (inference: object) =>
    action.unknownOf({ prompt: 'Hello', service_id: serviceId, inference }, organizationId)

  it('are told apart before AWS refuses what they make together', () => {
    expect(found({})).toEqual([])
    expect(found({ additional_model_request_fields: { top_k: 3 }, temperature: 0.9 })).toEqual([])
    expect(found({ additional_model_request_fields: thinking })).toEqual([
      { path: 'inference.additional_model_request_fields.thinking.budget_tokens', message: 'thinking.budget_tokens must be less than max tokens (500), which thoughts count towards (with the settings of the service)' }, // prettier-ignore
      { path: 'inference.temperature', message: 'must be left out, or 1, while Claude thinks (with the settings of the service)' }, // prettier-ignore
    ])
    expect(found({ additional_model_request_fields: thinking, temperature: 1, max_tokens: 4000 })).toEqual([]) // prettier-ignore
  })
})

describe('a raw request through a service', () => {
  const raw = actions.get('bedrock.invoke-model')
  const body = '{"max_tokens":50}'

  it('takes its provider, model, guardrail and price, not its inference settings', () => {
    const prepared = raw?.prepare({ service_id: serviceId, body }, data, { schema: null }).request
    expect(prepared).toEqual({
      service_id: serviceId,
      provider_id: providerId,
      model: service.model,
      guardrail: service.guardrail,
      price,
      body,
      content_type: 'application/json',
      accept: 'application/json',
    })
    expect(raw?.providerOf({ service_id: serviceId, body }, organizationId)).toBe(providerId)
    expect(raw?.permissions({ service_id: serviceId, body }, organizationId)).toEqual([{ kind: 'model', model: service.model, guardrail: 'gr-1' }]) // prettier-ignore
  })

  it('names a service, or a provider and a model', () => {
    const places = (input: object) =>
      raw?.check({ body, ...input }).findings.map(({ path }) => path)
    expect(places({})).toEqual(['provider_id', 'model'])
    expect(places({ service_id: serviceId, model: 'm' })).toEqual(['service_id'])
    expect(places({ provider_id: providerId, model: 'm' })).toEqual([])
    expect(raw?.unknownOf({ service_id: serviceId, body }, stranger)).toMatchObject([{ path: 'service_id' }]) // prettier-ignore
  })
})

describe('a step through a service', () => {
  it('is asked as the service says, and the request tells all of it', () => {
    expect(request({ service_id: serviceId })).toEqual({
      service_id: serviceId,
      provider_id: providerId,
      model: service.model,
      inference: service.inference,
      guardrail: service.guardrail,
      price,
      messages: [{ role: 'user', text: 'Hello' }],
    })
  })

  it('wins over the service with its own settings', () => {
    const own = {
      service_id: serviceId,
      inference: { temperature: 1, top_p: 0.5 },
      guardrail: null,
    }
    expect(request(own)).toMatchObject({
      inference: { ...service.inference, temperature: 1, top_p: 0.5 },
    })
    expect(request(own)).not.toHaveProperty('guardrail')
    const other = { id: 'gr-2', version: 'DRAFT' }
    expect(request({ service_id: serviceId, guardrail: other })).toHaveProperty('guardrail', other)
  })

  it('waits in the lane of the provider of the service', () => {
    const given = definition.parse({
      name: 'Test',
      trigger: { type: 'manual' },
      steps: [{ id: 'one', action: 'bedrock.prompt', input: { service_id: serviceId, prompt: 'x' } }], // prettier-ignore
    })
    expect(laneOf(given, 0, organizationId, actions)).toBe(providerId)
    expect(laneOf(given, 0, stranger, actions)).toBe('local')
  })

  it('fails when the service is gone, or another organization’s', () => {
    const gone = { service_id: `svc_${'2'.repeat(32)}` }
    expect(() => request(gone)).toThrow(expect.objectContaining({ code: 'service-missing' }))
    const theirs = { ...data, organizationId: stranger }
    expect(() =>
      action.prepare({ prompt: 'x', service_id: serviceId }, theirs, { schema: null }),
    ).toThrow(Problem)
    expect(action.unknownOf({ prompt: 'x', service_id: serviceId }, stranger)).toMatchObject([
      { path: 'service_id' },
    ])
    expect(action.unknownOf({ prompt: 'x', service_id: serviceId }, organizationId)).toEqual([])
  })
})

it.each<[string, object, string[]]>([
  ['nothing', {}, ['provider_id', 'model']],
  ['a provider only', { provider_id: providerId }, ['model']],
  ['a model only', { model: 'm' }, ['provider_id']],
  ['both', { service_id: serviceId, provider_id: providerId, model: 'm' }, ['service_id']],
  ['a service', { service_id: serviceId }, []],
  ['a provider and a model', { provider_id: providerId, model: 'm' }, []],
  ['a service that is no id', { service_id: 'main' }, ['service_id']],
])('naming %s', (_, more, places) => {
  expect(action.check({ prompt: 'x', ...more }).findings.map(({ path }) => path)).toEqual(places)
})
