import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { newId } from '../../kernel/id.ts'
import { insertDelays, listDelays, newDelay, type NewDelay } from '../delays/delays.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { listVisitors, findVisitor } from '../visitors/testing/stored-visitors.ts'
import { everyIdOf, maxIds } from '../visitors/visitors.ts'
import { until } from '../../testing/until.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
  const { pool } = engine.database
  const id = (name: string) => storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name, scope: 'visitor', type: 'visitor_id', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: name } } }] }) // prettier-ignore
  await id('customer')
  await id('email')
  await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'seen', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] }) // prettier-ignore
})
afterEach(() => engine.close())

const view = (visitorId: string, more: object = {}) =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: visitorId, ...more })

const all = () =>
  listVisitors(engine.database.pool, engine.organizationId, { limit: 1000, streamId: engine.streamId }) // prettier-ignore

const idsOf = async (visitorId: string) =>
  (await everyIdOf(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId })).toSorted() // prettier-ignore

/** When every event was applied, and no stitch waits. */
const settled = (events: number) =>
  until(async () => {
    const applied = (await all()).reduce((sum, { state }) => sum + state.events, 0)
    const { rowCount } = await engine.database.pool.query('select 1 from pending_stitches')
    return applied >= events && rowCount === 0 && all()
  })

describe('an id that is somebody else’s', () => {
  it('makes one visitor of two, which every id leads to, and its audiences as they follow', async () => {
    const regulars = await storeAudience(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: 'Regulars', condition: { attribute: 'seen', operator: 'greater_than_or_equal', value: 3 } }) // prettier-ignore
    const rookies = await storeAudience(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: 'Rookies', condition: { attribute: 'seen', operator: 'less_than', value: 3 } }) // prettier-ignore
    await engine.publish({ definition: { trigger: { type: 'audience', audience_id: regulars, on: 'joined' } } }) // prettier-ignore
    await engine.startProcessor()
    await view('customer-1')
    await view('phone')
    await settled(2)
    await view('phone', { customer: 'customer-1' })
    await until(async () => (await all()).length === 1)
    await view('phone')
    const [one, ...others] = await settled(4)

    expect(others).toEqual([])
    expect(one).toMatchObject({ visitorId: 'customer-1', state: { events: 4, attributes: { seen: 4, customer: 'customer-1' } } }) // prettier-ignore
    for (const visitorId of ['phone', 'customer-1']) {
      expect(await idsOf(visitorId)).toEqual(['customer-1', 'phone'])
      expect(await findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId })).toEqual(one) // prettier-ignore
    }
    expect(Object.keys(one?.state.audiences ?? {})).toEqual([regulars])
    const { rows } = await engine.database.pool.query('select audience_id, sum(members)::int as members from audience_counts group by 1 having sum(members) <> 0') // prettier-ignore
    expect(rows).toEqual([{ audience_id: regulars, members: 1 }])
    expect((await engine.database.pool.query('select 1 from audience_members where audience_id = $1', [rookies])).rowCount).toBe(0) // prettier-ignore
    expect(await engine.runs()).toMatchObject([{ visitor_id: 'customer-1', audience_id: regulars }])
  })

  it('brings together devices that have only it in common, and the visitor that comes under it later', async () => {
    await engine.startProcessor()
    await view('phone', { customer: 'customer-1' })
    await view('laptop', { customer: 'customer-1' })
    await until(async () => (await all()).length === 1 && (await idsOf('customer-1')).length === 3)
    await view('customer-1')
    const visitors = await settled(3)
    expect(visitors.map(({ visitorId, state }) => [visitorId, state.events])).toEqual([['phone', 3]]) // prettier-ignore
  })

  it('may come in rings, from both sides at once, again and again, in every shard', async () => {
    await engine.startProcessor({ leaseS: 1 })
    await engine.startProcessor({ leaseS: 1 })
    const names = Array.from({ length: 8 }, (_, index) => `visitor-${index}`)
    let sent = 0
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(
        names.flatMap((name, index) => {
          sent += 2
          const [next, before] = [names[(index + 1) % 8], names[(index + 7) % 8]]
          return [view(name, { customer: next }), view(name, { email: before })]
        }),
      )
    }
    const visitors = await settled(sent)
    const one = await until(async () => {
      const now = await all()
      return now.length === 1 && now[0]
    })
    expect(visitors.length).toBeGreaterThan(0)
    expect(one.state).toMatchObject({ events: sent, attributes: { seen: sent } })
    expect(await idsOf('visitor-3')).toEqual(names)
    expect((await all())[0]?.state.events).toBe((await engine.events()).length)
  })

  it('is stitched by whoever comes next when its process died in between', async () => {
    const first = await engine.startProcessor()
    await view('customer-1')
    await view('phone')
    await settled(2)
    await first.stop()
    const { rows } = await engine.database.pool.query<{ id: string }>(`select id from events where visitor_id = 'phone'`) // prettier-ignore
    await engine.database.pool.query(`insert into pending_stitches (organization_id, stream_id, visitor_id, value, event_id, event_at, depth, causes)
      values ($1, $2, 'phone', 'customer-1', $3, now(), 0, '{}')`, [engine.organizationId, engine.streamId, rows[0]?.id]) // prettier-ignore
    await engine.startProcessor()
    const one = await until(async () => {
      const now = await all()
      return now.length === 1 && now[0]
    })
    expect(one.state.events).toBe(2)
  })

  it('keeps none waiting behind one that fails, tells of it, and is stitched when it can be', async () => {
    const { pool } = engine.database
    const told: object[] = []
    await engine.startProcessor({ log: { error: (fields) => told.push(fields) } })
    await pool.query(`create function refuse() returns trigger as $$ begin raise exception 'It cannot be written.'; end $$ language plpgsql`) // prettier-ignore
    await pool.query(`create trigger refuse before update on visitors for each row when (old.id = 'broken' and new.stitched_into is not null) execute function refuse()`) // prettier-ignore
    await view('customer-1')
    await view('customer-2')
    await view('broken')
    await view('phone')
    await settled(4)
    const traced = newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId: 'broken', traceId: 'trace1', payload: '{"customer":"customer-1"}', cause: null }) // prettier-ignore
    await appendEvents(pool, [traced])
    await until(() => Promise.resolve(told.length > 0))
    await view('phone', { customer: 'customer-2' })
    await until(async () => (await all()).length === 3)

    const { rows } = await pool.query('select visitor_id, value from pending_stitches')
    expect(rows).toEqual([{ visitor_id: 'broken', value: 'customer-1' }])
    expect(told[0]).toMatchObject({ event: traced.id })
    const trace = await traceOfEvent(pool, engine.organizationId, traced.id)
    expect(trace?.lines.filter(({ text }) => text === 'Visitor Not Stitched Yet')).toHaveLength(1)

    await pool.query('drop trigger refuse on visitors')
    await until(async () => (await all()).length === 2)
    expect(await idsOf('broken')).toEqual(['broken', 'customer-1'])
  })

  it('that everybody shares makes no visitor of everybody', async () => {
    await engine.startProcessor()
    const devices = maxIds + 5
    for (let index = 0; index < devices; index += 1)
      await view(`device-${index}`, { email: 'info@example.com' })
    const visitors = await settled(devices)
    expect((await idsOf('info@example.com')).length).toBe(maxIds)
    expect(visitors).toHaveLength(devices - (maxIds - 1) + 1)
  })
})

describe('what waits for two visitors that are one', () => {
  const hourMs = 3_600_000
  const soon = Date.now() + hourMs

  interface Waiting {
    readonly automationId: string
    readonly visitorId: string
    readonly moment: NewDelay['moment']
    readonly inHours: number
  }

  const delay = ({ automationId, visitorId, moment, inHours }: Waiting): NewDelay =>
    newDelay({
      organizationId: engine.organizationId,
      automationId,
      streamId: engine.streamId,
      shard: 0,
      visitorId,
      feedId: null,
      audienceId: null,
      moment,
      eventId: newId('event'),
      eventAt: new Date(),
      depth: 0,
      causes: [],
      dueAt: new Date(soon + inHours * hourMs),
    })

  it('waits once for each automation, as if they had always been one, and under every id', async () => {
    const { pool } = engine.database
    const trigger = { type: 'event', feed_id: engine.feedId } as const
    const names = ['Joined', 'Left', 'Phone only', 'Feed'] as const
    const [joined = '', left = '', phoneOnly = '', feed = ''] = await Promise.all(
      names.map((name) => engine.publish({ definition: { name, trigger } })),
    )
    await engine.startProcessor()
    await view('customer-1')
    await view('phone')
    await settled(2)
    const given = [
      { automationId: joined, visitorId: 'customer-1', moment: 'joined', inHours: 2 },
      { automationId: joined, visitorId: 'phone', moment: 'joined', inHours: 1 },
      { automationId: left, visitorId: 'customer-1', moment: 'left', inHours: 2 },
      { automationId: left, visitorId: 'phone', moment: 'left', inHours: 1 },
      { automationId: phoneOnly, visitorId: 'phone', moment: 'visit_end', inHours: 1 },
      { automationId: feed, visitorId: 'customer-1', moment: null, inHours: 1 },
      { automationId: feed, visitorId: 'phone', moment: null, inHours: 1 },
    ] as const
    const delays = given.map(delay)
    await insertDelays(pool, delays, new Date())
    await view('phone', { customer: 'customer-1' })
    await until(async () => (await all()).length === 1)

    const reason = 'The visitor was stitched: "customer-1" waits for the same start already.'
    const known = await listDelays(pool, engine.organizationId, { limit: 100, visitorIds: ['phone', 'customer-1'] }) // prettier-ignore
    const seen = delays.map(({ id }) => {
      const row = known.find((one) => one.id === id)
      return [row?.visitor_id, row?.state, row?.reason]
    })
    expect(seen).toEqual([
      ['customer-1', 'dropped', reason],
      ['customer-1', 'waiting', null],
      ['customer-1', 'waiting', null],
      ['phone', 'dropped', reason],
      ['customer-1', 'waiting', null],
      ['customer-1', 'waiting', null],
      ['customer-1', 'waiting', null],
    ])
    const { rows } = await pool.query(`select distinct d.shard = v.shard as same from delays d join visitors v on v.id = d.visitor_id where d.id = any($1)`, [[delays[1]?.id, delays[4]?.id, delays[6]?.id]]) // prettier-ignore
    expect(rows).toEqual([{ same: true }])
  })
})
