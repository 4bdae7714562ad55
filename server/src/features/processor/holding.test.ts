import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../testing/until.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { appendEvents, newEvent } from '../events/events.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { traceOfEvent } from '../trace/trace.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'
import { keepRules } from './keep-rules.ts'
import type { ProcessorOptions } from './processor.ts'
import { retryingHeld } from './retry-held.ts'

let engine: Engine
let told: { fields: object; text: string }[]
const log: ProcessorOptions['log'] = { error: (fields, text) => void told.push({ fields, text }) }
beforeEach(async () => {
  told = []
  engine = await startEngine()
  await storeAttribute(engine.database.pool, engine.organizationId, { stream_id: engine.streamId, name: 'numbers', scope: 'visitor', type: 'number_array', enrichments: [{ change: { kind: 'add', value: { scope: 'event', attribute: 'number' } } }] }) // prettier-ignore
})
afterEach(() => engine.close())

const event = (visitorId: string, number: number, traceId: string | null = null) =>
  newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId, traceId, payload: JSON.stringify({ number }), cause: null }) // prettier-ignore

const numbersOf = async (visitorId: string) =>
  (await findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId }))?.state.attributes['numbers'] // prettier-ignore

const become = (visitorId: string, numbers: readonly number[]) =>
  until(async () => JSON.stringify(await numbersOf(visitorId)) === JSON.stringify(numbers))

const held = async () =>
  (await engine.database.pool.query<{ event_id: string; reason: string }>('select event_id, reason from held_events order by event_id')).rows // prettier-ignore

const edit = (state: string) =>
  engine.database.pool.query(`update visitors set state = (${state})::text where id = 'broken'`)

const breaks = [
  ['older shape', `state::jsonb - 'audiences'`],
  ['wrong type', `jsonb_set(state::jsonb, '{lastEventAt}', '"yesterday"')`],
  ['no object at all', `'[]'`],
  ['no JSON', `'{"createdAt":'`],
] as const

describe.each(breaks)('a visitor whose state is broken (%s)', (_, broken) => {
  it('holds up nobody else, and gets its events in their order when it is mended', async () => {
    const { pool } = engine.database
    await engine.startProcessor({ log })
    await appendEvents(pool, [event('broken', 1), event('healthy', 1)])
    await become('healthy', [1])
    const { rows } = await pool.query<{ state: string }>(`select state from visitors where id = 'broken'`) // prettier-ignore
    await edit(broken)

    const traced = event('broken', 2, 'trace1')
    await appendEvents(pool, [
      event('healthy', 2), traced, event('healthy', 3), event('broken', 3),
      ...Array.from({ length: 300 }, (_one, index) => event(`v${index}`, 2)), event('healthy', 4),
    ]) // prettier-ignore
    await become('healthy', [1, 2, 3, 4])
    await until(async () => (await held()).length === 2)
    for (const { reason } of await held()) expect(reason).toContain('is broken')
    const trace = await traceOfEvent(pool, engine.organizationId, traced.id)
    expect(trace?.lines.map(({ text }) => text)).toContain('Event Not Applied Yet')
    expect(told.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ event: traced.id, visitor: 'broken' })) // prettier-ignore

    await pool.query(`update visitors set state = $1 where id = 'broken'`, [rows[0]?.state])
    await until(async () => (await held()).length === 0)
    expect(await numbersOf('broken')).toEqual([1, 2, 3])
  })

  it('keeps no visit of another from ending, and nobody else out of a new audience', async () => {
    const { pool } = engine.database
    const processor = await engine.startProcessor({ log })
    await appendEvents(pool, [event('broken', 1), event('healthy', 1)])
    await become('healthy', [1])
    await edit(broken)
    await pool.query(`update visitors set due_at = now() - interval '1 h' where id = 'broken'`)
    await appendEvents(pool, [newEvent({ organizationId: engine.organizationId, streamId: engine.streamId, name: 'view', visitorId: 'brief', traceId: null, payload: '{"_dc_ttl_":5000}', cause: null })]) // prettier-ignore
    const all = await storeAudience(pool, engine.organizationId, { stream_id: engine.streamId, name: 'All', condition: { all: [] } }) // prettier-ignore
    await pool.query(
      `insert into id_backfills (attribute_id) select id from attributes where name = 'numbers'`,
    )
    await processor.stop()
    await engine.startProcessor({ log })

    await until(async () => (await pool.query(`select 1 from visitors where id = 'broken' and due_at > now()`)).rowCount === 1) // prettier-ignore
    await until(async () => (await pool.query(`select 1 from audience_members where audience_id = $1 and visitor_id = 'healthy'`, [all])).rowCount === 1) // prettier-ignore
    await until(async () => (await pool.query(`select 1 from visitors where id = 'brief' and due_at is null`)).rowCount === 1) // prettier-ignore
    await until(async () => (await pool.query('select 1 from id_backfills')).rowCount === 0)
  }, 20_000)
})

it('an event that the database refuses holds up nobody, its own visitor included', async () => {
  const { pool } = engine.database
  await pool.query(`create function refuse() returns trigger as $$ begin raise exception 'It cannot be written.'; end $$ language plpgsql`) // prettier-ignore
  await pool.query(`create trigger refuse before insert or update on visitors for each row when (new.state like '%666%') execute function refuse()`) // prettier-ignore
  const numbers = Array.from({ length: 40 }, (_, index) => (index === 17 ? 666 : index))
  await engine.startProcessor({ log })
  await appendEvents(pool, numbers.map((number) => event('v1', number))) // prettier-ignore
  const others = numbers.filter((number) => number !== 666)
  await become('v1', others)
  expect(await held()).toHaveLength(1)
  await pool.query('drop trigger refuse on visitors')
  await become('v1', [...others, 666])
})

it('a state that is no JSON is not taken for a new visitor', async () => {
  const { pool } = engine.database
  await engine.startProcessor({ log })
  await appendEvents(pool, [event('broken', 1)])
  await become('broken', [1])
  await edit(`'{"createdAt":'`)
  await appendEvents(pool, [event('broken', 2), event('healthy', 1)])
  await become('healthy', [1])
  await until(async () => (await held()).length === 1)
  const { rows } = await pool.query(`select state from visitors where id = 'broken'`)
  expect(rows).toEqual([{ state: '{"createdAt":' }])
})

it('of a broken visitor that goes on sending, one event is tried at a time, and nobody waits for it', async () => {
  const { pool } = engine.database
  await engine.startProcessor({ log })
  await appendEvents(pool, [event('broken', 0)])
  await become('broken', [0])
  const { rows } = await pool.query<{ state: string }>(`select state from visitors where id = 'broken'`) // prettier-ignore
  await edit(`'[]'`)
  const numbers = Array.from({ length: 30 }, (_, index) => index + 1)
  await appendEvents(pool, numbers.map((number) => event('broken', number))) // prettier-ignore
  await until(async () => (await held()).length === 30)
  const tries = () => told.filter(({ text }) => text.includes('yet')).length
  await until(() => Promise.resolve(tries() >= 1))
  expect(tries()).toBe(1)
  const { rows: waiting } = await pool.query(
    'select distinct failures, not_before from held_events',
  )
  expect(waiting).toHaveLength(1)

  await pool.query(`update visitors set state = $1 where id = 'broken'`, [rows[0]?.state])
  await become('broken', [0, ...numbers])
}, 20_000)

it('a fault of everything sets no whole batch aside at once', async () => {
  const { pool } = engine.database
  await pool.query(`create function refuse() returns trigger as $$ begin raise exception 'Nothing can be written.'; end $$ language plpgsql`) // prettier-ignore
  await pool.query('create trigger refuse before insert on visitors for each row execute function refuse()') // prettier-ignore
  await engine.startProcessor({ log })
  await appendEvents(pool, Array.from({ length: 150 }, (_, index) => event(`v${index}`, 1))) // prettier-ignore
  await until(() => Promise.resolve(told.some(({ text }) => text.includes('cannot go on'))))
  expect((await held()).length).toBeLessThan(100)
  await pool.query('drop trigger refuse on visitors')
  await until(async () => (await pool.query('select 1 from visitors')).rowCount === 150)
}, 20_000)

it('a visitor that becomes another one while its event is tried again ends no other retry, and gets the event', async () => {
  const { pool } = engine.database
  const processor = await engine.startProcessor({ log })
  await appendEvents(pool, [event('known', 1)])
  await become('known', [1])
  await processor.stop()
  const moving = event('moving', 2)
  const other = event('other', 3)
  await appendEvents(pool, [moving, other])
  for (const { id } of [moving, other])
    await pool.query(
      `insert into held_events (event_id, organization_id, stream_id, shard, visitor_id, event_at, reason, held_at, not_before)
       select id, organization_id, stream_id, shard, visitor_id, received_at, 'It failed.', now(), now() from events where id = $1`,
      [id],
    )
  const rules = keepRules({ pool, actions: new Map(), log })
  await rules.reload()
  const stitching = await pool.connect()
  await stitching.query('begin')
  await stitching.query(`insert into visitors (stream_id, id, organization_id, shard, state, stitched_into) values ($1, 'moving', $2, 0, '{}', 'known')`, [engine.streamId, engine.organizationId]) // prettier-ignore

  const retrying = retryingHeld({ pool, rules: rules.current, now: () => new Date(), log })([moving.shard, other.shard]) // prettier-ignore
  await until(async () => (await pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%into visitors%' and datname = current_database()`)).rowCount === 1) // prettier-ignore
  await stitching.query('commit')
  stitching.release()
  await retrying
  expect(await held()).toEqual([])
  expect(await numbersOf('known')).toEqual([1, 2])
  expect(await numbersOf('other')).toEqual([3])
})
