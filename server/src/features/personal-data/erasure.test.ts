import { visitorExport } from '@outcrop/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/id.ts'
import type { Loop } from '../../kernel/loop.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'
import { insertPending } from '../visitors/visitors.ts'
import { eraseStep } from './erase.ts'
import { claimErasure, findErasure, requestErasure } from './erasure-store.ts'
import { startErasing } from './erasing.ts'
import { exportVisitor } from './export-visitor.ts'
import { keptOfVisitors, tablesOfVisitor } from './kept-of-visitors.ts'
import { rowsNaming } from './testing/rows-naming.ts'
import { until } from '../../testing/until.ts'

const canary = 'canary-7f3a@example.com'

let engine: Engine
let erasing: Loop | undefined
beforeEach(async () => {
  erasing = undefined
  engine = await startEngine()
})
afterEach(async () => {
  await erasing?.stop()
  await engine.close()
})

const context = () => ({
  pool: engine.database.pool,
  definition: (id: string) => engine.automations.definition(id),
  now: () => new Date(),
})
const erasingHere = () =>
  startErasing({ ...context(), log: { error: (...said) => expect.fail(JSON.stringify(said)) } })

const request = (visitorId = canary) =>
  requestErasure(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorIds: [visitorId] }, new Date()) // prettier-ignore

const done = (id: string) =>
  until(async () => {
    const row = await findErasure(engine.database.pool, engine.organizationId, id)
    return row?.phase === 'done' && row
  })

const visitorOf = (visitorId: string) =>
  findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId })

const view = (visitorId: string, more: object = {}) =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: visitorId, ...more })

const keptOf = async (visitorId: string) =>
  (await engine.events()).filter(({ visitor_id }) => visitor_id === visitorId)

/** A traced event of a visitor, as intake would append it. */
async function traced(visitorId: string): Promise<void> {
  const { organizationId, streamId, database } = engine
  const payload = JSON.stringify({ tealium_event: 'view', tealium_visitor_id: visitorId })
  await appendEvents(database.pool, [
    newEvent({ organizationId, streamId, name: 'view', visitorId, traceId: 'trace', payload, cause: null }), // prettier-ignore
  ])
}

const tablesListed = [...tablesOfVisitor, ...keptOfVisitors.flatMap(({ tables }) => tables)]

it('every table that names visitors is in the list that export and erasure go by', async () => {
  const { rows } = await engine.database.pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and (table_name like '%visitor%' or column_name like '%visitor%')
       and table_name !~ '^events_[0-9a-z]+$' order by 1`,
  )
  // Erasures name a visitor as long as they go on, and nobody afterwards. A note is found by its event.
  const named = [...rows.map(({ name }) => name), 'event_notes', 'step_runs', 'attempts']
  expect(named.toSorted()).toEqual([...tablesListed, 'erasures'].toSorted())
})

it('starts that were counted, ids that wait to be stitched and events that are held are exported, and erased', async () => {
  const { pool } = engine.database
  const { organizationId, streamId } = engine
  const automation = await engine.publish({ definition: { name: 'Offer' } })
  await pool.query(`insert into visitor_starts (stream_id, visitor_id, subject_id, starts) values ($1, $2, $3, '{2026-01-01T00:00:00Z}')`, [streamId, canary, automation]) // prettier-ignore
  const eventId = newId('event')
  await insertPending(pool, [{ organizationId, streamId, visitorId: canary, value: 'customer-1', origin: { eventId, eventAt: 0, depth: 0, causes: [] } }]) // prettier-ignore

  await pool.query(`insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, held_at, not_before) values ($1, $2, $3, 0, $4, now(), 'It is broken.', '2026-01-02T00:00:00Z', 'infinity')`, [eventId, organizationId, streamId, canary]) // prettier-ignore

  const stream = { id: streamId, account: 'acme', profile: 'main' }
  const subject = { organizationId, stream, visitorIds: [canary] }
  let text = ''
  for await (const piece of exportVisitor(pool, subject, context().definition, new Date())) text += piece // prettier-ignore
  expect(visitorExport.parse(JSON.parse(text))).toMatchObject({
    starts: [{ counted_for: automation, name: 'Offer', visitor_id: canary, starts: ['2026-01-01T00:00:00.000Z'] }], // prettier-ignore
    pending_stitches: [{ visitor_id: canary, id: 'customer-1', event_id: eventId }],
    held_events: [{ event_id: eventId, held_at: '2026-01-02T00:00:00.000Z', reason: 'It is broken.' }], // prettier-ignore
    delays: [],
    events: [],
    runs: [],
  })

  erasing = erasingHere()
  await done(await request())
  expect(await rowsNaming(pool, canary)).toEqual({})
})

describe('an erasure', () => {
  it('leaves nothing that names the visitor in any table, and touches nobody else', async () => {
    const { pool } = engine.database
    await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'email', scope: 'visitor', type: 'string', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'tealium_visitor_id' } } }] }) // prettier-ignore
    const all = await storeAudience(pool, engine.organizationId, { stream_id: engine.streamId, name: 'All', condition: { all: [] } }) // prettier-ignore
    await engine.publish({
      step: { cache: { ttl_s: 3600 } },
      input: { prompt: 'Rate {{ tealium_visitor_id }}: {{ visitor_profile }}. Answer {"tealium_event":"x"} as JSON.', add_visitor_profile: true }, // prettier-ignore
    })
    await engine.publish({ definition: { trigger: { type: 'event', feed_id: engine.feedId, delay_hours: 48 } } }) // prettier-ignore
    await engine.startProcessor()
    engine.startWorker()
    await traced(canary)
    await view('somebody-else')
    await engine.ended(2)
    await until(async () => (await visitorOf('somebody-else'))?.state.events === 2)
    await until(async () => (await visitorOf(canary))?.state.events === 2)
    const before = await rowsNaming(pool, canary)
    expect(Object.keys(before).toSorted()).toEqual(['attempts', 'audience_members', 'delays', 'event_notes', 'events', 'run_visitors', 'runs', 'visitors']) // prettier-ignore
    expect(tablesListed).toEqual(expect.arrayContaining(Object.keys(before)))
    const cached = () => pool.query('select 1 from cached_answers')
    expect((await cached()).rowCount).toBe(2)

    erasing = erasingHere()
    const row = await done(await request())

    expect(row).toMatchObject({ events: 2, runs: 1, visitor_ids: [] })
    expect(await rowsNaming(pool, canary)).toEqual({})
    expect((await cached()).rowCount).toBe(1)
    expect(await engine.runs()).toMatchObject([{ visitor_id: 'somebody-else' }])
    expect(await keptOf('somebody-else')).toHaveLength(2)
    const { rows } = await pool.query('select sum(members)::int as members from audience_counts where audience_id = $1', [all]) // prettier-ignore
    expect(rows).toEqual([{ members: 1 }])
  })

  it('is of every id that leads to the visitor, also of one that it was given meanwhile', async () => {
    const { pool } = engine.database
    await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'customer', scope: 'visitor', type: 'visitor_id', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'customer' } } }] }) // prettier-ignore
    await engine.startProcessor()
    await view('phone-1')
    await view('laptop', { customer: 'phone-1' })
    await view('tablet', { customer: canary })
    await view('laptop', { email: canary })
    await until(async () => (await visitorOf('laptop'))?.state.events === 3)
    await until(async () => (await visitorOf(canary))?.visitorId === 'tablet')
    const id = await request('laptop')
    erasing = erasingHere()
    expect(await done(id)).toMatchObject({ events: 3 })
    expect((await engine.events()).map(({ visitor_id }) => visitor_id)).toEqual(['tablet'])
    expect(await visitorOf('phone-1')).toBeUndefined()

    await done(await request('tablet'))
    expect(await rowsNaming(pool, canary)).toEqual({})
  })

  it('ends what is running as cancelled, and its answer does not bring the visitor back', async () => {
    engine.emulator.faults.set([{ hang: true }])
    await engine.publish({ step: { timeout_s: 300 } })
    await engine.startProcessor()
    engine.startWorker()
    await view(canary)
    await until(async () => (await engine.runs())[0]?.state === 'running')
    await until(() => Promise.resolve(engine.emulator.calls.inFlight() > 0))
    const states: string[] = []
    const { pool } = engine.database
    const id = await request()

    while (states.at(-1) !== 'cancelled') {
      const row = await claimErasure(pool, 0)
      if (row) await eraseStep(context(), row)
      states.push((await engine.runs())[0]?.state ?? 'gone')
    }
    erasing = erasingHere()
    await done(id)

    expect(new Set(states)).toEqual(new Set(['running', 'cancelled']))
    expect(await engine.events()).toEqual([])
    expect(await visitorOf(canary)).toBeUndefined()
  })

  it('counts what it cancels in the queue as ended', async () => {
    const id = await engine.publish()
    await engine.startProcessor()
    await view(canary)
    await until(async () => (await engine.runs()).length === 1)
    const { pool } = engine.database
    await request()
    const row = await claimErasure(pool, 0)
    if (row) await eraseStep(context(), row)

    expect(await engine.runs()).toMatchObject([
      { state: 'cancelled', problem: { code: 'cancelled' } },
    ])
    const { rows } = await pool.query(
      `select runs, failures, outcome, problem_code, count from usage_hours, run_outcomes
       where subject_id = $1 and automation_id = $1 and runs > 0`,
      [id],
    )
    expect(rows).toEqual([
      { runs: 1, failures: 1, outcome: 'cancelled', problem_code: 'cancelled', count: 1 },
    ])
  })

  it('removes events that nobody has applied yet, also those that a processor has read', async () => {
    await view(canary)
    erasing = erasingHere()
    await done(await request())
    await engine.startProcessor()
    await view('somebody-else')
    await until(() => visitorOf('somebody-else'))

    expect(await visitorOf(canary)).toBeUndefined()
    expect((await engine.events()).map(({ visitor_id }) => visitor_id)).toEqual(['somebody-else'])
  })

  it('cuts a visitor in two who never stops: what counts afterwards is what came afterwards', async () => {
    await engine.startProcessor()
    erasing = erasingHere()
    let collected = 0
    const stop = new AbortController()
    const sending = (async () => {
      while (!stop.signal.aborted) {
        await view(canary)
        collected += 1
      }
    })()
    for (let turn = 0; turn < 4; turn += 1) {
      await until(() => Promise.resolve(collected > (turn + 1) * 20))
      await done(await request())
    }
    stop.abort()
    await sending
    await view(canary)

    const kept = await keptOf(canary)
    expect(kept.length).toBeLessThan(collected)
    const visitor = await until(async () => {
      const one = await visitorOf(canary)
      return one && one.state.events >= kept.length && one
    })
    expect(visitor.state.events).toBe(kept.length)
  })

  it('goes on where the process died, and counts nothing twice', async () => {
    await engine.startProcessor()
    const sent = 1100
    for (let index = 0; index < sent; index += 1) await view(canary)
    await until(async () => (await visitorOf(canary))?.state.events === sent)
    const { pool } = engine.database
    const id = await request()
    const dying = { ...context(), pool: { ...pool, connect: () => Promise.reject(new Error('died')), query: pool.query.bind(pool) } } // prettier-ignore

    let failures = 0
    for (;;) {
      const row = await claimErasure(pool, 0)
      if (!row) break
      // Each step is tried once by somebody who dies in it.
      await eraseStep(dying, row).catch(() => (failures += 1))
      await eraseStep(context(), row)
    }

    expect(failures).toBeGreaterThan(3)
    expect(await findErasure(pool, engine.organizationId, id)).toMatchObject({ phase: 'done', events: sent, runs: 0 }) // prettier-ignore
    expect(await engine.events()).toEqual([])
  })

  it('is one, however often it is asked for at once', async () => {
    expect(await request()).toBe(await request())
  })
})
