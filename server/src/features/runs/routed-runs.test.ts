import { defaultAccounts } from '@outcrop/emulator'
import { afterEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { startEngine, type Engine } from './testing/engine.ts'

const region = 'us-east-1'
const router = `arn:aws:bedrock:${region}:111122223333:prompt-router/cheapfirst`
const priced = 'us.amazon.nova-lite-v1:0'
const unpriced = 'qwen.qwen3-32b-v1:0'

let engine: Engine
afterEach(() => engine.close())

/** One run of an automation whose model is a router that always chooses this model. */
async function runThrough(chosen: string, { routerPriced }: { routerPriced: boolean }) {
  const promptRouters = [{ id: 'cheapfirst', name: 'Cheap first', region, models: [chosen], fallback: chosen }] // prettier-ignore
  engine = await startEngine({ accounts: defaultAccounts.map((account) => ({ ...account, promptRouters })) }) // prettier-ignore
  // A dollar per million tokens that are read.
  const price = 'insert into prices (id, organization_id, model, input, output, updated_at) values ($1, $2, $3, 1, 0, now())' // prettier-ignore
  const parameters = [newId('price'), engine.organizationId, router]
  if (routerPriced) await engine.database.pool.query(price, parameters)
  await engine.publish({ input: { model: router } })
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  const [run] = await engine.ended(1)
  const [attempt] = await engine.attempts(run?.id ?? '')
  return { eventId: run?.event_id ?? '', attempt }
}

describe('a run that a prompt router answered', () => {
  it('costs what the model costs that the router chose, counts as that model, and tells it', async () => {
    const { eventId, attempt } = await runThrough(priced, { routerPriced: true })
    const { input_tokens: input = 0, output_tokens: output = 0 } = attempt ?? {}
    expect(Number(attempt?.cost_usd)).toBeCloseTo((Number(input) * 0.06 + Number(output) * 0.24) / 1e6, 9) // prettier-ignore
    expect(attempt?.request).toMatchObject({ model: router })
    const { organizationId, database } = engine
    const { rows } = await database.pool.query('select model from usage_calls')
    expect(rows).toEqual([{ model: 'amazon.nova-lite-v1:0' }])
    const trace = await traceOfEvent(database.pool, organizationId, eventId)
    const answered = trace?.lines.find(({ text }) => text.startsWith('Answer Received'))
    expect(answered?.text).toMatch(/^Answer Received after \d+ ms from arn:aws:bedrock:us-east-1:111122223333:inference-profile\/us\.amazon\.nova-lite-v1:0, Chosen by the Router$/) // prettier-ignore
  })

  it('costs what the router costs where only that is known', async () => {
    const { attempt } = await runThrough(unpriced, { routerPriced: true })
    expect(Number(attempt?.cost_usd)).toBe(Number(attempt?.input_tokens) / 1e6)
  })

  it('costs nobody knows what where neither is known', async () => {
    const { attempt } = await runThrough(unpriced, { routerPriced: false })
    expect(attempt).toMatchObject({ cost_usd: null, problem: null })
  })
})
