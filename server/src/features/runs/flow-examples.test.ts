import { definition } from '@outcrop/contract'
import { defaultAccounts } from '@outcrop/emulator'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startEngine, type Engine } from './testing/engine.ts'

const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../examples/flows/${name}`, import.meta.url), 'utf8'))

type Definition = NonNullable<(typeof defaultAccounts)[number]['flows']>[number]['definition']
const flowDefinition = z.custom<Definition>().parse(example('conversion-score.flow.json'))

let engine: Engine
beforeAll(async () => {
  const flow = {
    id: 'FLOW000001',
    name: 'conversion-score',
    region: 'us-east-1',
    definition: flowDefinition,
    versions: [{ version: '1' }],
    aliases: [{ id: 'ALIAS00001', name: 'live', version: '1' }],
  }
  engine = await startEngine({
    accounts: defaultAccounts.map((account) => ({ ...account, flows: [flow] })),
  })
})
afterAll(() => engine.close())

it('scores a visitor by the flow and the automation of the examples', async () => {
  const automation = definition.parse(example('conversion-score.json'))
  const steps = automation.steps.map((step) => ({
    ...step,
    input: { ...step.input, provider_id: engine.providerId },
  }))
  const trigger = { type: 'event' as const, feed_id: engine.feedId }
  await engine.publish({ definition: { ...automation, trigger, steps } })
  await engine.startProcessor()
  engine.startWorker()

  await engine.collect({
    tealium_event: 'add_to_cart',
    tealium_visitor_id: 'v1',
    cart_total: 240,
    cart_items: 2,
  })
  const [run] = await engine.ended(1)

  expect(run).toMatchObject({ state: 'succeeded', problem: null })
  const answer = (await engine.events()).at(-1)
  expect(answer).toMatchObject({ name: 'conversion_score', visitor_id: 'v1', run_id: run?.id })
  expect(answer?.payload['visitor_score']).toBeTypeOf('number')
})
