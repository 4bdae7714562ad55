import { definition } from '@outcrop/contract'
import { defaultAccounts } from '@outcrop/emulator'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startEngine, type Engine } from './testing/engine.ts'

const folder = '../../../../examples/managed-prompt/'
const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${folder}${name}`, import.meta.url), 'utf8'))

type Prompt = NonNullable<(typeof defaultAccounts)[number]['prompts']>[number]

let engine: Engine
beforeAll(async () => {
  const prompt = z.custom<Prompt>().parse(example('prompt.json'))
  engine = await startEngine({
    accounts: defaultAccounts.map((account) => ({ ...account, prompts: [prompt] })),
  })
})
afterAll(() => engine.close())

it('scores a visitor by the managed prompt and the automation of the examples', async () => {
  const automation = definition.parse(example('visit-score.json'))
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
    last_product_viewed: 'Trail Shoe',
  })
  const [run] = await engine.ended(1)

  expect(run).toMatchObject({ state: 'succeeded', problem: null })
  const answer = (await engine.events()).at(-1)
  expect(answer).toMatchObject({ name: 'conversion_score', visitor_id: 'v1', run_id: run?.id })
  expect(answer?.payload['visitor_score']).toBeTypeOf('number')
})
