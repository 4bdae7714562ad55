import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAttribute } from '../attributes/attributes.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { silentId, storeSilentVisitors } from '../visitors/testing/silent-visitors.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'
import type { VisitorState } from '../visitors/visitors.ts'
import { backfillingIds } from './backfill-ids.ts'
import { until } from '../../testing/until.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const silent = (count: number, attributes: (index: number) => VisitorState['attributes']) =>
  storeSilentVisitors(engine.database.pool, engine, count, attributes)

const makeCustomer = () =>
  createAttribute({ pool: engine.database.pool, now: () => new Date() }, engine.organizationId, {
    stream_id: engine.streamId,
    name: 'customer',
    title: '',
    description: '',
    scope: 'visitor',
    type: 'visitor_id',
    enrichments: [{ when: 'any_event', condition: { all: [] }, change: { kind: 'set', to: { scope: 'event', attribute: 'customer' } } }], // prettier-ignore
  })

const visitorOf = (visitorId: string) =>
  findVisitor(engine.database.pool, engine.organizationId, { streamId: engine.streamId, visitorId })

const settled = () =>
  until(async () => {
    const { rows } = await engine.database.pool.query('select 1 from id_backfills union all select 1 from pending_stitches') // prettier-ignore
    return rows.length === 0
  })

it('ids that visitors have already lead to them, and make one of those that share one', async () => {
  // The first and the last share an id; some have values of an attribute that was deleted.
  await silent(600, (index) => {
    if (index === 0 || index === 599) return { customer: 'customer-shared' }
    if (index % 100 === 50) return { customer: `customer-${index}` }
    return index % 100 === 70 ? { customer: index } : {}
  })
  await engine.startProcessor()
  await makeCustomer()
  await until(async () => (await visitorOf('customer-550'))?.visitorId === silentId(550))
  await settled()

  expect((await visitorOf(silentId(599)))?.visitorId).toBe(silentId(0))
  expect((await visitorOf('customer-shared'))?.visitorId).toBe(silentId(0))
  const known = [50, 150, 250, 350, 450, 550]
  const found = await Promise.all(known.map(async (index) => (await visitorOf(`customer-${index}`))?.visitorId)) // prettier-ignore
  expect(found).toEqual(known.map(silentId))
  const { rows } = await engine.database.pool.query<{ id: string }>('select id from visitors where stitched_into is not null order by id') // prettier-ignore
  expect(rows.map(({ id }) => id)).toEqual([...known.map((index) => `customer-${index}`), 'customer-shared', silentId(599)].toSorted()) // prettier-ignore

  const before = (await visitorOf(silentId(50)))?.state.events ?? 0
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'customer-50' })
  await until(async () => (await visitorOf(silentId(50)))?.state.events === before + 1)
})

it('starts nothing: nobody joins an audience by a new attribute', async () => {
  const { pool } = engine.database
  await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'points', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'increment', by: { value: 1 } } }] }) // prettier-ignore
  const rich = await storeAudience(pool, engine.organizationId, { stream_id: engine.streamId, name: 'Rich', condition: { attribute: 'points', operator: 'greater_than_or_equal', value: 8 } }) // prettier-ignore
  await engine.publish({ definition: { trigger: { type: 'audience', audience_id: rich, on: 'joined' } } }) // prettier-ignore
  await silent(2, () => ({ customer: 'customer-shared', points: 4 }))
  await engine.startProcessor()
  await makeCustomer()
  await until(async () => (await visitorOf(silentId(1)))?.visitorId === silentId(0))

  expect(Object.keys((await visitorOf(silentId(0)))?.state.audiences ?? {})).toEqual([rich])
  expect(await engine.runs()).toEqual([])
})

it('goes on where it was, and asks the database nothing once it is over', async () => {
  const { pool } = engine.database
  await silent(300, (index) => ({ customer: `customer-${index}` }))
  await makeCustomer()
  expect(await backfillingIds(pool).next(false)).toBe(true)
  const after = await pool.query('select after from id_backfills')
  expect(after.rows).toEqual([{ after: silentId(249) }])

  const another = backfillingIds(pool)
  expect([await another.next(false), await another.next(false)]).toEqual([true, false])
  const { rows } = await pool.query('select count(*)::int as pending from pending_stitches')
  expect(rows).toEqual([{ pending: 300 }])
  await pool.query('drop table id_backfills')
  expect(await another.next(false)).toBe(false)
})
