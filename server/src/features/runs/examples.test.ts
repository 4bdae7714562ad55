import { defaultAccounts } from '@outcrop/emulator'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { startEngine, type Engine } from './testing/engine.ts'
import { publishExample, readExample } from './testing/publish-example.ts'

type Account = (typeof defaultAccounts)[number]
type Flow = NonNullable<Account['flows']>[number]
type Prompt = NonNullable<Account['prompts']>[number]

let engine: Engine
afterEach(() => engine.close())

/** An engine whose AWS accounts hold what an example calls. */
async function start(has: Pick<Account, 'flows' | 'prompts'> = {}): Promise<void> {
  engine = await startEngine({ accounts: defaultAccounts.map((account) => ({ ...account, ...has })) }) // prettier-ignore
}

/** The event that the published example makes of an event of a visitor. */
async function answerTo(event: Record<string, unknown>) {
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ ...event, tealium_visitor_id: 'v1' })
  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ state: 'succeeded', problem: null })
  const answer = (await engine.events()).at(-1)
  expect(answer).toMatchObject({ visitor_id: 'v1', run_id: run?.id })
  return answer
}

const score = { name: 'conversion_score', payload: { visitor_score: expect.any(Number) } }

it('scores a visitor by a flow', async () => {
  const flow = {
    id: 'FLOW000001',
    name: 'conversion-score',
    region: 'us-east-1',
    definition: z
      .custom<Flow['definition']>()
      .parse(readExample('flows/conversion-score.flow.json')),
    versions: [{ version: '1' }],
    aliases: [{ id: 'ALIAS00001', name: 'live', version: '1' }],
  }
  await start({ flows: [flow] })
  await publishExample(engine, 'flows/conversion-score.json')
  const answer = await answerTo({ tealium_event: 'add_to_cart', cart_total: 240, cart_items: 2 })
  expect(answer).toMatchObject(score)
})

it('scores a visitor by a managed prompt', async () => {
  await start({ prompts: [z.custom<Prompt>().parse(readExample('managed-prompt/prompt.json'))] })
  await publishExample(engine, 'managed-prompt/visit-score.json')
  const answer = await answerTo({ tealium_event: 'add_to_cart', last_product_viewed: 'Trail Shoe' })
  expect(answer).toMatchObject(score)
})

it('sorts what customers write by an agent', async () => {
  await start()
  await publishExample(engine, 'retail/support-triage.json')
  const answer = await answerTo({
    tealium_event: 'support_contact',
    topic: 'payment',
    language: 'en',
    support_text: 'My voucher is refused at checkout',
  })
  expect(answer).toMatchObject({
    name: 'support_triage',
    payload: { urgent: expect.any(Boolean) },
  })
})
