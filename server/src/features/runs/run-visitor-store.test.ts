import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine.ts'
import { forgetRunVisitors } from './runs.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

it('forgets, however many there are, what visitors were like when runs began that have ended', async () => {
  const { pool } = engine.database
  await engine.publish()
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  const [ended] = await engine.ended(1)
  const old = (await pool.query<{ id: string }>(`insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', 'run_00x' || n, 'state', s, 'finished_at', f))).* from runs r, (values (1, 'succeeded', now()), (2, 'waiting', null)) as x (n, s, f) returning id`)).rows // prettier-ignore
  const ids = [...old.map(({ id }) => id), ended?.id]
  await pool.query(`insert into run_visitors (run_id, profile) select id, '{}' from unnest($1::text[]) id`, [ids]) // prettier-ignore
  await pool.query(`insert into run_visitors (run_id, profile) select 'run_00' || n, '{}' from generate_series(1, 11000) n`) // prettier-ignore

  await forgetRunVisitors(pool, new Date(Date.now() - 86_400_000))

  const { rows } = await pool.query('select run_id from run_visitors order by 1')
  expect(rows).toEqual([{ run_id: 'run_00x2' }, { run_id: ended?.id }])
})
