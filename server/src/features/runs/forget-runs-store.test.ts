import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginningOfId } from '../../kernel/id.ts'
import { forgetRuns } from './runs.ts'
import { startEngine, type Engine } from './testing/engine.ts'

let engine: Engine
beforeEach(async () => {
  engine = await startEngine()
})
afterEach(() => engine.close())

const day = 86_400_000

it('forgets old runs that have ended, with all of their parts, and none that waits or goes on', async () => {
  const { pool } = engine.database
  await engine.publish()
  await engine.startProcessor()
  engine.startWorker()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v1' })
  const [recent] = await engine.ended(1)
  const began = beginningOfId('run', new Date(Date.now() - 30 * day))
  const copy = (id: string, state: string, ended: Date | null) =>
    pool.query(
      `insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', $1::text, 'state', $2::text, 'finished_at', $3::timestamptz))).* from runs r where id = $4`,
      [id, state, ended, recent?.id],
    )
  for (const state of ['waiting', 'running', 'queued']) await copy(`${began}${state}`, state, null)
  await copy(`${began}late`, 'succeeded', new Date(Date.now() - 2 * day))
  const kept = (await pool.query<{ id: string }>('select id from runs order by 1')).rows
  await pool.query(
    `insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', $1 || lpad(n::text, 5, '0'), 'finished_at', now() - interval '8 days'))).*
     from runs r, generate_series(1, 1200) n where id = $2`,
    [began, recent?.id],
  )
  await pool.query(`insert into attempts (run_id, id, step_id, kind, started_at) select id, 'a', 's', 'first', now() from runs where id <> $1`, [recent?.id]) // prettier-ignore
  await pool.query(`insert into step_runs (run_id, step_id, state) select id, 's', 'succeeded' from runs where id <> $1`, [recent?.id]) // prettier-ignore
  await pool.query(`insert into run_visitors (run_id, profile) select id, '{}' from runs where id <> $1`, [recent?.id]) // prettier-ignore

  expect(await forgetRuns(pool, new Date(Date.now() - 7 * day))).toBe(1200)

  expect((await pool.query('select id from runs order by 1')).rows).toEqual(kept)
  for (const table of ['attempts', 'step_runs', 'run_visitors']) {
    const { rows } = await pool.query(`select distinct run_id as id from ${table} where run_id <> $1 order by 1`, [recent?.id]) // prettier-ignore
    expect(rows).toEqual(kept.filter(({ id }) => id !== recent?.id))
  }
})
