import type { Trigger } from '@outcrop/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { transaction } from '../../db/transaction.ts'
import { until } from '../../testing/until.ts'
import { storeAttribute } from '../attributes/testing/store-attribute.ts'
import { storeAudience } from '../audiences/testing/store-audience.ts'
import { startEngine, type Engine } from '../runs/testing/engine.ts'

const hourMs = 3_600_000

let engine: Engine
let aheadMs: number
beforeEach(async () => {
  aheadMs = 0
  engine = await startEngine({}, undefined, () => new Date(Date.now() + aheadMs))
})
afterEach(() => engine.close())

const view = (parts: object = {}) =>
  engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1', ...parts })

const some = (text: string, values: unknown[] = []) =>
  until(async () => ((await engine.database.pool.query(text, values)).rowCount ?? 0) > 0)

it('locks the caps of what ends and of what has waited at once, so that two processes never wait for each other', async () => {
  const { pool } = engine.database
  await storeAttribute(pool, engine.organizationId, { stream_id: engine.streamId, name: 'cart', scope: 'visitor', type: 'number', enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'cart' } } }] }) // prettier-ignore
  const audience_id = await storeAudience(pool, engine.organizationId, { stream_id: engine.streamId, name: 'Carts', condition: { attribute: 'cart', operator: 'greater_than', value: 0 } }) // prettier-ignore
  const publish = (parts: Pick<Extract<Trigger, { type: 'audience' }>, 'on' | 'delay_hours'>) =>
    engine.publish({ definition: { trigger: { type: 'audience', audience_id, cap_overall: { starts: 9 }, ...parts } } }) // prettier-ignore
  // Ids grow with time, and caps are locked in their order.
  const waits = await publish({ on: 'joined', delay_hours: 1 })
  const ends = await publish({ on: 'visit_end' })
  const errors: object[] = []
  await engine.startProcessor({ log: { error: (fields) => errors.push(fields) } })
  await view({ cart: 1 })
  await some(`select 1 from delays`)

  await transaction(pool, async (other) => {
    await other.query('insert into overall_starts (automation_id) values ($1)', [waits])
    aheadMs = 2 * hourMs
    await some(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`) // prettier-ignore
    await other.query('insert into overall_starts (automation_id) values ($1)', [ends])
  })
  await until(async () => (await engine.runs()).length === 2)
  expect(errors).toEqual([])
})

it('leaves visitors and delays of a stream that it does not know yet to whoever knows it', async () => {
  const { pool } = engine.database
  await engine.publish({ definition: { trigger: { type: 'event', feed_id: engine.feedId, delay_hours: 1 } } }) // prettier-ignore
  const before = await engine.startProcessor()
  await view()
  await some(`select 1 from delays`)
  await before.stop()

  // The same stream, hidden while the next process reads its rules.
  await pool.query(`alter table feeds rename to hidden`)
  await pool.query(`create table feeds as select * from hidden where false`)
  const blind = await engine.startProcessor()
  aheadMs = 2 * hourMs
  await some(`select 1 from visitors where due_at > now() + interval '1 hour'`)
  expect((await pool.query('select state from delays')).rows).toEqual([{ state: 'waiting' }])

  await pool.query('drop table feeds')
  await pool.query('alter table hidden rename to feeds')
  await blind.reloadRules()
  aheadMs += 60_000
  await some(`select 1 from delays where state = 'started'`)
  await some(`select 1 from visitors where (state::json -> 'visit')::text = 'null'`)
})
