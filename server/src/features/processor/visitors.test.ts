import type { newAttribute, newAudience } from '@outcrop/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { findVisitor, listVisitors } from '../visitors/testing/stored-visitors.ts'
import { until } from '../../testing/until.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

type Given<T> = Omit<T, 'stream_id'>

const attribute = (given: Given<z.input<typeof newAttribute>>) =>
  storeAttribute(engine.database.pool, engine.organizationId, { ...given, stream_id: engine.streamId }) // prettier-ignore

const audience = (given: Given<z.input<typeof newAudience>>) =>
  storeAudience(engine.database.pool, engine.organizationId, { ...given, stream_id: engine.streamId }) // prettier-ignore

const fromEvent = (name: string) =>
  ({ kind: 'set', to: { scope: 'event', attribute: name } }) as const

const visitorOf = (visitorId: string) =>
  findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId })

const onAudience = (audience_id: string, on: 'joined' | 'visit_end') => ({
  trigger: { type: 'audience', audience_id, on } as const,
})

/** The prompt of the guide that the product follows, word for word. */
const seedPrompt = `You are an AI assistant that must return only valid JSON.
Do not include explanations, markdown, code fences, or any text outside the JSON object.
Using the visitor data below, calculate a numeric score between 0 and 100 that represents
the visitor's likelihood to convert in this session.
Return a single JSON object only, with this exact structure:
{
"tealium_account": "{{tealium_account}}",
"tealium_profile": "{{tealium_profile}}",
"tealium_visitor_id": "{{tealium_visitor_id}}",
"tealium_event": "bedrock_ai_insight",
"visitor_score": <integer between 0 and 100>
}
Visitor data:
{{visitor_json}}
Pay particular attention to the value of {{last_product_viewed}}.`

const asking = {
  add_event_payload: false,
  add_visitor_profile: true,
  add_current_visit: true,
  parameters: [{ name: 'last_product_viewed', from: { visitor: 'last_product_viewed' } }],
  prompt: seedPrompt,
}

const keepProduct = () => attribute({ name: 'last_product_viewed', scope: 'visitor', type: 'string', enrichments: [{ change: fromEvent('product_name') }] }) // prettier-ignore

async function shop() {
  await keepProduct()
  await attribute({ name: 'visitor_score', scope: 'visitor', type: 'number', enrichments: [{ change: fromEvent('visitor_score') }] }) // prettier-ignore
  return {
    lookers: await audience({ name: 'Lookers', condition: { attribute: 'last_product_viewed', operator: 'is_assigned' } }), // prettier-ignore
    scored: await audience({ name: 'Scored', condition: { attribute: 'visitor_score', operator: 'greater_than_or_equal', value: 0 } }), // prettier-ignore
  }
}

it('joining an audience asks a model about the visitor, and the answer moves them into the next one', async () => {
  const { lookers, scored } = await shop()
  const first = await engine.publish({ definition: { name: 'First', ...onAudience(lookers, 'joined') }, input: asking }) // prettier-ignore
  const second = await engine.publish({ definition: { name: 'Second', ...onAudience(scored, 'joined') }, input: asking }) // prettier-ignore
  await engine.startProcessor()
  engine.startWorker()

  const { id } = await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', product_name: 'First Aid Kit' }) // prettier-ignore
  const runs = (await engine.ended(2)).toSorted((a, b) => a.depth - b.depth)

  expect(runs.map(({ automation_id, state, depth }) => [automation_id, state, depth])).toEqual([
    [first, 'succeeded', 0],
    [second, 'succeeded', 1],
  ])
  expect(runs[0]).toMatchObject({ trigger_type: 'audience', audience_id: lookers, event_id: id })
  const [attempt] = await engine.attempts(runs[0]?.id ?? '')
  const sent = JSON.stringify(attempt?.request)
  expect(sent).toContain('Pay particular attention to the value of First Aid Kit.')
  expect(sent).toContain('\\"last_product_viewed\\":\\"First Aid Kit\\"')

  const visitor = await until(async () => {
    const one = await visitorOf('v1')
    return one?.state.events === 3 && one
  })
  expect(visitor.state.attributes['visitor_score']).toBeTypeOf('number')
  expect(Object.keys(visitor.state.audiences).toSorted()).toEqual([lookers, scored].toSorted())
  const sizes = await engine.database.pool.query('select audience_id, sum(members) as members from audience_counts group by 1') // prettier-ignore
  expect(sizes.rows).toEqual(expect.arrayContaining([lookers, scored].map((audience_id) => ({ audience_id, members: '1' })))) // prettier-ignore
  expect(await engine.runs()).toHaveLength(2)
})

describe('an answer', () => {
  it('starts no action that led to it, in however large a ring', async () => {
    await keepProduct()
    await attribute({ name: 'flips', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] }) // prettier-ignore
    const odd = await audience({ name: 'Odd', condition: { attribute: 'flips', operator: 'in_list', value: [1, 3, 5, 7, 9] } }) // prettier-ignore
    const even = await audience({ name: 'Even', condition: { attribute: 'flips', operator: 'in_list', value: [2, 4, 6, 8] } }) // prettier-ignore
    const a = await engine.publish({ definition: { name: 'A', ...onAudience(odd, 'joined') }, input: asking }) // prettier-ignore
    const b = await engine.publish({ definition: { name: 'B', ...onAudience(even, 'joined') }, input: asking }) // prettier-ignore
    await engine.startProcessor()
    engine.startWorker()

    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
    await until(async () => (await visitorOf('v1'))?.state.events === 3)

    expect((await engine.ended(2)).map(({ automation_id }) => automation_id).toSorted()).toEqual([a, b].toSorted()) // prettier-ignore
  })

  it('starts no action at the end of a visit that is made of its own answers', async () => {
    const { lookers } = await shop()
    const summary = await engine.publish({ definition: { name: 'Summary', ...onAudience(lookers, 'visit_end') }, input: asking }) // prettier-ignore
    await engine.startProcessor()
    engine.startWorker()

    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', product_name: 'Kettle', kill_visitor_session: true }) // prettier-ignore
    await until(async () => (await visitorOf('v1'))?.state.visits === 2)
    await engine.database.pool.query(`update visitors set due_at = '2000-01-01', state = jsonb_set(state::jsonb, '{visit,ttlMs}', '0')::text`) // prettier-ignore
    await until(async () => (await visitorOf('v1'))?.state.visit === null)

    const runs = await engine.ended(1)
    expect(runs.map(({ automation_id, depth }) => [automation_id, depth])).toEqual([[summary, 0]])
  })
})

describe('a visit', () => {
  it('ends by itself, once, and whoever owns its shard then starts what its end starts', async () => {
    const { lookers } = await shop()
    await engine.publish({ definition: onAudience(lookers, 'visit_end'), input: asking })
    const first = await engine.startProcessor({ leaseS: 1 })
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', product_name: 'Kettle', _dc_ttl_: 5000 }) // prettier-ignore
    const { state } = await until(() => visitorOf('v1'))
    expect(state.visit).toMatchObject({ ttlMs: 5000, events: 1 })

    await first.stop()
    await engine.startProcessor({ leaseS: 1 })
    await engine.startProcessor({ leaseS: 1 })
    const ended = await until(async () => {
      const one = await visitorOf('v1')
      return one?.state.visit === null && one
    })

    expect(ended.dueAt).toBeNull()
    const runs = await until(async () => {
      const rows = await engine.runs()
      return rows.length > 0 && rows
    })
    expect(runs).toHaveLength(1)
  })
})

it('changed rules count from the next batch on, and start nothing by themselves', async () => {
  const { lookers } = await shop()
  await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', product_name: 'Kettle' })
  await until(async () => (await visitorOf('v1'))?.state.audiences[lookers] !== undefined)

  const viewers = await audience({ name: 'Viewers', condition: { attribute: 'last_product_viewed', operator: 'equals', value: 'Kettle' } }) // prettier-ignore
  await engine.publish({ definition: onAudience(viewers, 'joined'), input: asking })
  await until(async () => {
    await engine.collect({ tealium_event: 'idle', tealium_visitor_id: 'v1' })
    return (await visitorOf('v1'))?.state.audiences[viewers] !== undefined
  })

  expect(await engine.runs()).toEqual([])
})

it('keeps every visitor once, whoever owns the shards meanwhile', async () => {
  await attribute({ name: 'seen', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] }) // prettier-ignore
  await engine.startProcessor({ leaseS: 1 })
  await engine.startProcessor({ leaseS: 1 })
  for (let index = 0; index < 120; index += 1) {
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: `v${index % 30}` })
    if (index % 40 !== 20) continue
    await engine.database.pool.query(`update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`) // prettier-ignore
  }
  const page = { limit: 1000, streamId: engine.streamId }
  const visitors = await until(async () => {
    const all = await listVisitors(engine.database.pool, engine.organizationId, page)
    return all.reduce((sum, { state }) => sum + state.events, 0) >= 120 && all
  })
  expect(visitors.map(({ state }) => [state.events, state.attributes['seen']])).toEqual(Array.from({ length: 30 }, () => [4, 4])) // prettier-ignore
})
