import type { ProfileCondition } from '@outcrop/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Pool } from '../../db/pool.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import {
  audienceRow,
  changeAudience,
  createAudience,
  removeAudience,
} from '../audiences/audiences.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'
import { silentId, storeSilentVisitors } from '../visitors/testing/silent-visitors.ts'
import { findVisitor } from '../visitors/testing/stored-visitors.ts'
import type { VisitorState } from '../visitors/visitors.ts'
import { fillingOf } from './fill-audiences.ts'
import { until } from '../../testing/until.ts'

const dayMs = 86_400_000

let engine: Engine
let pool: Pool
beforeEach(async () => {
  engine = await startEngine()
  pool = engine.database.pool
  await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'points', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'points' } } }] }) // prettier-ignore
  await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'seen', scope: 'visitor', type: 'date' }) // prettier-ignore
})
afterEach(() => engine.close())

const silent = (count: number, attributes: (index: number) => VisitorState['attributes']) =>
  storeSilentVisitors(pool, engine, count, attributes)

const editing = () => ({ pool, now: () => new Date(), automationsOnAudience: () => Promise.resolve([]) }) // prettier-ignore

const atLeast = (value: number): ProfileCondition => ({ scope: 'visitor', attribute: 'points', operator: 'greater_than_or_equal', value }) // prettier-ignore

const make = async (name: string, condition: ProfileCondition) =>
  (await createAudience(editing(), engine.organizationId, { stream_id: engine.streamId, name, description: '', condition })).id // prettier-ignore

const change = (id: string, condition: ProfileCondition) =>
  changeAudience(editing(), engine.organizationId, id, { condition })

const look = (id: string) => audienceRow(pool, engine.organizationId, id)

const filled = (id: string) =>
  until(async () => {
    const row = await look(id)
    return row.filling === null && row
  })

async function membersOf(id: string): Promise<string[]> {
  const { rows } = await pool.query<{ visitor_id: string }>('select visitor_id from audience_members where audience_id = $1 order by 1', [id]) // prettier-ignore
  return rows.map(({ visitor_id }) => visitor_id)
}

/** Holds one visitor, so that a fill gets to its batch and no further. */
async function hold(visitorId: string): Promise<() => Promise<void>> {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('select from visitors where id = $1 for update', [visitorId])
  return async () => {
    await client.query('rollback')
    client.release()
  }
}

/** The filler that waits for that visitor dies. */
const killWaiting = () =>
  until(async () => {
    const { rowCount } = await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%join visitors v%'`) // prettier-ignore
    return rowCount === 1
  })

const halfway = (id: string, done: number) =>
  until(async () => (await look(id)).filling?.done === done)

describe('a new audience', () => {
  it('takes in visitors who send nothing, and starts nothing', async () => {
    await silent(3000, (index) => ({ points: index % 100 }))
    await engine.startProcessor()
    const release = await hold(silentId(0))
    const id = await make('Many points', atLeast(90))
    const trigger = { type: 'audience', audience_id: id, on: 'joined' } as const
    await engine.publish({ definition: { trigger } })

    expect((await look(id)).filling).toMatchObject({ done: 0 })
    expect(await membersOf(id)).toEqual([])
    await release()
    expect(Number((await filled(id)).size)).toBe(300)
    const expected = Array.from({ length: 3000 }, (_, index) => index).filter((index) => index % 100 >= 90).map(silentId) // prettier-ignore
    expect(await membersOf(id)).toEqual(expected)
    expect(await engine.runs()).toEqual([])

    // Whoever was filled in is in: being seen again is no joining, and leaving is leaving.
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: silentId(95), points: 96 })
    await engine.collect({ tealium_event: 'view', tealium_visitor_id: silentId(94), points: 1 })
    await until(async () => Number((await look(id)).size) === 299)
    expect(await engine.runs()).toEqual([])
  })

  it('is whole although its filler is killed in the middle and others own the shards, while events come', async () => {
    await silent(2000, (index) => ({ points: index % 10 }))
    const first = await engine.startProcessor({ leaseS: 1 })
    const release = await hold(silentId(1100))
    const id = await make('Nine', atLeast(9))

    await halfway(id, 1000)
    expect((await look(id)).filling).toEqual({ done: 1000, total: 2000, total_is_estimate: false })
    const stopped = first.stop()
    await killWaiting()
    await stopped
    await engine.startProcessor({ leaseS: 1 })
    await engine.startProcessor({ leaseS: 1 })
    for (let index = 0; index < 2000; index += 100) {
      await engine.collect({
        tealium_event: 'view',
        tealium_visitor_id: silentId(index),
        points: 9,
      })
    }
    await release()

    await filled(id)
    const expected = Array.from({ length: 2000 }, (_, index) => index).filter((index) => index % 10 === 9 || index % 100 === 0).map(silentId) // prettier-ignore
    expect(await until(async () => {
      const members = await membersOf(id)
      return members.length >= expected.length && members
    })).toEqual(expected) // prettier-ignore
    expect(Number((await look(id)).size)).toBe(expected.length)
  })

  it('waits for a processor that may still go by older audiences, as long as that lives', async () => {
    await silent(10, () => ({ points: 5 }))
    await engine.startProcessor()
    await pool.query(`insert into processors (id, lease_until) values ('slow', now() + interval '1 hour')`) // prettier-ignore
    const id = await make('Five', atLeast(5))
    await until(async () => {
      const { rowCount } = await pool.query(`select from processors where id <> 'slow' and cardinality(knows) = 1`) // prettier-ignore
      return rowCount === 1
    })
    expect(await membersOf(id)).toEqual([])

    await pool.query(`update processors set lease_until = now() where id = 'slow'`)
    expect(Number((await filled(id)).size)).toBe(10)
  })

  it('loses, by time, whom it was filled with: that is leaving', async () => {
    await silent(3, () => ({ seen: Date.now() - 7 * dayMs + 1500 }))
    await engine.startProcessor()
    const id = await make('Last week', { scope: 'visitor', attribute: 'seen', operator: 'occurred_less_than', value: 7, unit: 'days' }) // prettier-ignore
    await engine.publish({ definition: { trigger: { type: 'audience', audience_id: id, on: 'left' } } }) // prettier-ignore

    await filled(id)
    await until(async () => Number((await look(id)).size) === 0)
    expect(await engine.runs()).toHaveLength(3)
  })
})

it('an audience that changes while it is filled is filled from the beginning', async () => {
  await silent(1500, (index) => ({ points: index }))
  await engine.startProcessor()
  const release = await hold(silentId(600))
  const id = await make('Some', atLeast(100))
  await halfway(id, 500)

  const changed = change(id, atLeast(1400))
  await release()
  await changed

  await filled(id)
  expect(await membersOf(id)).toEqual(Array.from({ length: 100 }, (_, index) => silentId(1400 + index))) // prettier-ignore
  const { rows } = await pool.query('select done, total from audience_fills')
  expect(rows).toEqual([{ done: 1500, total: 1500 }])

  await change(id, atLeast(1400))
  expect((await look(id)).filling).toBeNull()
})

it('nobody stays in an audience that is deleted, and nothing is left of its counts', async () => {
  await silent(600, () => ({ points: 1 }))
  await engine.startProcessor()
  const [one, other] = [await make('One', atLeast(1)), await make('Other', atLeast(1))]
  await filled(other)
  expect(await membersOf(one)).toHaveLength(600)

  await removeAudience(editing(), engine.organizationId, one)
  await until(async () => (await membersOf(one)).length === 0)
  await until(async () => {
    const { rows } = await pool.query<{ audience_id: string }>('select distinct audience_id from audience_counts') // prettier-ignore
    return String(rows.map(({ audience_id }) => audience_id)) === other
  })
  expect(Object.keys((await findVisitor(pool, engine.organizationId, { streamId: engine.streamId, visitorId: silentId(7) }))?.state.audiences ?? {})).toEqual([other]) // prettier-ignore
})

it('asks the database nothing while there is nothing to fill', async () => {
  let asked = 0
  const counting: Pool = new Proxy(pool, {
    get: (target, name): unknown => {
      if (name === 'query' || name === 'connect') asked += 1
      const member: unknown = Reflect.get(target, name)
      const bound: unknown = typeof member === 'function' ? member.bind(target) : member
      return bound
    },
  })
  const filling = fillingOf({ pool: counting, owner: 'me', rules: () => new Map(), now: () => new Date(), log: { error: () => undefined } }) // prettier-ignore
  await filling.next(false)
  expect(asked).toBe(1)
  for (let batch = 0; batch < 10; batch += 1) await filling.next(false)
  expect(asked).toBe(1)
})
