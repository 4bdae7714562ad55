import type { newAttribute, newAudience, Trigger } from '@outcrop/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { z } from 'zod'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { cancelDelay } from '../delays/delays.ts'
import { dropOldPartitions, makePartitions } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { until } from '../../testing/until.ts'

const hourMs = 3_600_000

let engine: Engine
let aheadMs: number
beforeEach(async () => {
  aheadMs = 0
  engine = await startEngine({}, undefined, () => new Date(Date.now() + aheadMs))
})
afterEach(() => engine.close())

type Given<T> = Omit<T, 'stream_id'>

const attribute = (given: Given<z.input<typeof newAttribute>>) =>
  storeAttribute(engine.database.pool, engine.organizationId, { ...given, stream_id: engine.streamId }) // prettier-ignore

const audience = (given: Given<z.input<typeof newAudience>>) =>
  storeAudience(engine.database.pool, engine.organizationId, { ...given, stream_id: engine.streamId }) // prettier-ignore

/** Visitors with something in their cart, which the events say. */
async function carts(): Promise<string> {
  await attribute({ name: 'cart', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'cart' } } }] }) // prettier-ignore
  return audience({ name: 'Carts', condition: { attribute: 'cart', operator: 'greater_than', value: 0 } }) // prettier-ignore
}

const view = (visitor: string, parts: object = {}) =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: visitor, ...parts })

interface Row {
  readonly id: string
  readonly state: string
  readonly reason: string | null
  readonly event_id: string
  readonly run_id: string | null
}

const delays = async (): Promise<Row[]> =>
  (await engine.database.pool.query<Row>('select id, state, reason, event_id, run_id from delays order by id')).rows // prettier-ignore

const waiting = (count: number) => until(async () => (await delays()).length === count)

/** Every delay has ended. */
const over = () =>
  until(async () => {
    const rows = await delays()
    return rows.every(({ state }) => state !== 'waiting') && rows
  })

const publish = (trigger: Trigger, name = 'Remind') =>
  engine.publish({ definition: { name, trigger }, input: { add_visitor_profile: true } })

const onCarts = (audience_id: string, on: 'joined' | 'left' | 'visit_end' = 'joined') =>
  ({ type: 'audience', audience_id, on, delay_hours: 2 }) as const

it('starts when its time has come, about the visitor as it is then, and tells it in the trace', async () => {
  await publish(onCarts(await carts()))
  await engine.startProcessor()
  engine.startWorker()
  const { id } = await view('v1', { cart: 3 })
  await waiting(1)
  await view('v1', { cart: 7 })
  aheadMs = 1.9 * hourMs
  const second = await view('v2', { cart: 1 })
  await waiting(2)
  expect(await engine.runs()).toEqual([])

  aheadMs = 2.1 * hourMs
  const [run] = await engine.ended(2)
  const first = (await engine.runs()).find(({ visitor_id }) => visitor_id === 'v1')
  expect(run?.state).toBe('succeeded')
  expect(first).toMatchObject({ event_id: id, trigger_type: 'audience', state: 'succeeded' })
  const { rows } = await engine.database.pool.query<{ profile: { attributes: unknown } }>('select profile from run_visitors where run_id = $1', [first?.id]) // prettier-ignore
  expect(rows[0]?.profile.attributes).toMatchObject({ metrics: { cart: 7 } })
  const trace = await traceOfEvent(engine.database.pool, engine.organizationId, id)
  const texts = trace?.lines.map(({ text }) => text.replace(/ until .*/, '')) ?? []
  expect(texts).toEqual(expect.arrayContaining(['Action Delayed: Remind', 'Delayed Action Started: Remind'])) // prettier-ignore
  expect((await delays()).map(({ event_id, state }) => [event_id, state])).toEqual([
    [id, 'started'],
    [second.id, 'started'],
  ])
})

it('is dropped for visitors who left, and for automations that are paused, and says why', async () => {
  const audienceId = await carts()
  await publish(onCarts(audienceId))
  const paused = await publish(onCarts(audienceId), 'Paused')
  const processor = await engine.startProcessor()
  const { id } = await view('v1', { cart: 3 })
  await view('v2', { cart: 3 })
  await waiting(4)
  await engine.database.pool.query('update automations set paused = true where id = $1', [paused])
  await view('v1', { cart: 0 })
  await until(async () => (await engine.database.pool.query('select 1 from audience_members')).rowCount === 1) // prettier-ignore
  await processor.reloadRules()

  aheadMs = 3 * hourMs
  await over()
  const { rows } = await engine.database.pool.query<{ visitor_id: string; automation_id: string; reason: string | null }>("select visitor_id, automation_id, reason from delays where visitor_id in ('v1', 'v2')") // prettier-ignore
  const reasons = rows.map((row) => [row.visitor_id, row.automation_id === paused, row.reason])
  expect(reasons.toSorted()).toEqual([
    ['v1', false, 'The visitor is not in the audience any more.'],
    ['v1', true, 'The automation is paused, or is not published any more.'],
    ['v2', false, null],
    ['v2', true, 'The automation is paused, or is not published any more.'],
  ])
  const trace = await traceOfEvent(engine.database.pool, engine.organizationId, id)
  expect(trace?.lines).toContainEqual(expect.objectContaining({ text: 'Delayed Action Dropped: Paused' })) // prettier-ignore
})

it('waits anew when the visitor does it again, and goes by the version that is published then', async () => {
  const audienceId = await carts()
  const automation = await publish(onCarts(audienceId))
  const processor = await engine.startProcessor()
  const first = await view('v1', { cart: 3 })
  await until(async () => (await delays())[0]?.event_id === first.id)
  await view('v1', { cart: 0 })
  const again = await view('v1', { cart: 1 })
  await until(async () => (await delays())[0]?.event_id === again.id)
  expect(await delays()).toHaveLength(1)

  await engine.automations.publish(engine.organizationId, automation)
  const { id: version } = (await engine.automations.published(engine.organizationId, automation)) ?? {} // prettier-ignore
  await processor.reloadRules()

  aheadMs = 3 * hourMs
  const [delay] = await over()
  const [run] = await engine.runs()
  expect([run?.id, run?.event_id, run?.version_id]).toEqual([delay?.run_id, again.id, version])
})

it('of a feed waits for each event by itself, also without a visitor', async () => {
  await publish({ type: 'event', feed_id: engine.feedId, delay_hours: 2 })
  await engine.startProcessor()
  engine.startWorker()
  const events = [await view('v1'), await view('v1'), await engine.collect({ tealium_event: 'ping' })] // prettier-ignore
  await waiting(3)
  aheadMs = 3 * hourMs
  const runs = await until(async () => {
    const all = await engine.runs()
    return all.length >= 3 && all
  })
  expect(runs.map(({ event_id }) => event_id).toSorted()).toEqual(events.map(({ id }) => id))
})

it('starts nothing when it was cancelled, and its trace says by whom', async () => {
  await publish({ type: 'event', feed_id: engine.feedId, delay_hours: 2 })
  await engine.startProcessor()
  const { id } = await view('v1')
  await waiting(1)
  const { pool } = engine.database
  const [delay] = await delays()
  await cancelDelay(pool, engine.organizationId, delay?.id ?? '', 'Cancelled by Ada.', new Date())
  const next = await view('v2')
  await waiting(2)

  aheadMs = 3 * hourMs
  await over()
  expect((await engine.runs()).map(({ event_id }) => event_id)).toEqual([next.id])
  const trace = await traceOfEvent(pool, engine.organizationId, id)
  expect(trace?.lines).toContainEqual(expect.objectContaining({ text: 'Delayed Action Cancelled: Remind', detail: { automation_id: expect.any(String), reason: 'Cancelled by Ada.' } })) // prettier-ignore
})

it('of a feed waits longer than events are kept, and has its event still', async () => {
  await publish({ type: 'event', feed_id: engine.feedId, delay_hours: 40 * 24 })
  await engine.startProcessor()
  engine.startWorker()
  const [waitedFor, over] = [await engine.collect({ tealium_event: 'ping' }), await view('v1')]
  await waiting(2)
  await engine.database.pool.query(`update delays set state = 'dropped', ended_at = now() where event_id = $1`, [over.id]) // prettier-ignore

  aheadMs = 35 * 24 * hourMs
  const { pool } = engine.database
  await dropOldPartitions(pool, new Date(Date.now() + aheadMs), 30)
  expect((await engine.events()).map(({ id }) => id)).toEqual([waitedFor.id])
  await makePartitions(pool, new Date(Date.now() + aheadMs))
  aheadMs = 40.1 * 24 * hourMs
  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ event_id: waitedFor.id, state: 'succeeded' })
  await dropOldPartitions(pool, new Date(Date.now() + aheadMs), 30)
  expect((await engine.events()).map(({ id }) => id)).not.toContain(waitedFor.id)
})

it('starts once, whoever owns its shard when it is due, and when the clock is set back and forth', async () => {
  await publish(onCarts(await carts(), 'joined'))
  await engine.startProcessor({ leaseS: 1 })
  await engine.startProcessor({ leaseS: 1 })
  for (let index = 0; index < 60; index += 1) await view(`v${index}`, { cart: 1 })
  await waiting(60)

  for (const ahead of [2.1, -1, 2.1, 0, 2.2]) {
    aheadMs = ahead * hourMs
    await engine.database.pool.query(`update shards set owner = 'someone', fence = fence + 1, lease_until = now() + interval '0.2 s' where shard % 2 = 0`) // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  await over()

  const runs = await engine.runs()
  expect(new Set(runs.map(({ visitor_id }) => visitor_id)).size).toBe(60)
  expect(runs).toHaveLength(60)
})

it('never starts what its own answers led to', async () => {
  const audienceId = await carts()
  const automation = await publish(onCarts(audienceId, 'visit_end'))
  await engine.startProcessor()
  engine.startWorker()
  await view('v1', { cart: 1, kill_visitor_session: true })
  await waiting(1)
  aheadMs = 2.1 * hourMs
  const [run] = await engine.ended(1)
  expect(run).toMatchObject({ automation_id: automation, depth: 0 })
  await until(async () => (await engine.events()).length === 2)

  // The answer begins a visit of its own, which ends, and starts nothing, at once or later.
  const visits = async () => (await engine.database.pool.query<{ state: { visits: number; visit: unknown } }>('select state::json as state from visitors')).rows[0]?.state // prettier-ignore
  await until(async () => (await visits())?.visits === 2)
  aheadMs = 5 * hourMs
  await until(async () => (await visits())?.visit === null)
  expect([(await delays()).length, (await engine.runs()).length]).toEqual([1, 1])
})
