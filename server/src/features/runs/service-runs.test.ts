import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KnownService } from '../../actions/known.ts'
import { newId } from '../../kernel/id.ts'
import { startEngine, type Engine } from './testing/engine.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const serviceId = `svc_${'1'.repeat(32)}`
const setup = {
  model: 'amazon.nova-micro-v1:0',
  inference: { max_tokens: 300 },
  guardrail: null,
  price: {
    input_usd_per_million: '1000000',
    output_usd_per_million: '0',
    cache_read_usd_per_million: null,
    cache_write_usd_per_million: null,
  },
}
let service: KnownService | undefined
let engine: Engine
beforeEach(async () => {
  engine = await startEngine({}, { service: () => service, agent: () => undefined })
  service = { providerId: engine.providerId, ...setup }
})
afterEach(() => engine.close())

const input = { service_id: serviceId, provider_id: undefined, model: undefined, inference: {} }

it('a run whose service has moved goes on in the lane of the new provider', async () => {
  await engine.publish({ input })
  const processor = await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  while ((await engine.runs()).length === 0) await pause(20)
  await processor.stop()
  const other = newId('provider')
  service = { providerId: other, ...setup }

  engine.startWorker()
  while ((await engine.runs())[0]?.lane !== other) await pause(20)

  expect((await engine.runs())[0]).toMatchObject({ state: 'queued', problem: null })
  expect(engine.emulator.calls.count('Converse')).toBe(0)
})

it('a changed service counts for the next run, and each attempt says what was asked', async () => {
  await engine.publish({ input })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  const [first] = await engine.ended(1)
  expect(first).toMatchObject({ state: 'succeeded', lane: engine.providerId })
  const [attempt] = await engine.attempts(first?.id ?? '')
  expect(attempt?.request).toMatchObject({ service_id: serviceId, model: setup.model })
  // At one dollar a token, the price of the service counts and not the model's.
  expect(Number(attempt?.cost_usd)).toBe(attempt?.input_tokens)

  service = { providerId: engine.providerId, ...setup, model: 'amazon.nova-lite-v1:0', price: null }
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v2' })
  const [second] = await engine.ended(2)
  const [next] = await engine.attempts(second?.id ?? '')
  expect(next?.request).toMatchObject({ model: 'amazon.nova-lite-v1:0' })

  service = undefined
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v3' })
  const runs = await engine.ended(3)
  expect(runs.map(({ problem }) => problem?.code)).toContain('service-missing')
})
