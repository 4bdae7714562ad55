import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../kernel/id.ts'
import { startMaintenance } from './maintenance.ts'
import { startTenants, type Tenants } from './testing/tenants.ts'

let tenants: Tenants
beforeAll(async () => {
  tenants = await startTenants()
})
afterAll(() => tenants.close())

it('keeps runs for 90 days and hourly figures for 400, and says so', async () => {
  const { pool } = tenants.database
  const { client, organizationId } = await tenants.add()
  const automation = newId('automation')
  await pool.query(`insert into automations (id, organization_id, name, draft) values ($1, $2, 'Old', '{}')`, [automation, organizationId]) // prettier-ignore
  await pool.query(`insert into automation_versions (id, automation_id, number, definition) values ('ver_1', $1, 1, '{}')`, [automation]) // prettier-ignore
  await pool.query(
    `insert into runs (id, organization_id, automation_id, version_id, state, lane, trigger_type, deadline_s, created_at, finished_at)
     select 'run_00' || days, $1, $2, 'ver_1', 'succeeded', 'local', 'manual', 60, at, at
     from (select days, now() - days * interval '1 day' as at from unnest($3::int[]) as days) d`,
    [organizationId, automation, [89, 91]],
  )
  const ages = [399, 401]
  await pool.query(`insert into usage_hours (organization_id, subject_id, hour) select $1, 'a', date_trunc('hour', now() - days * interval '1 day') from unnest($2::int[]) days`, [organizationId, ages]) // prettier-ignore
  await pool.query(`insert into usage_calls (organization_id, hour, automation_id, provider_id, model, agent_id, calls, failures, cached, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, unpriced)
    select $1, now() - days * interval '1 day', '', '', '', '', 1, 0, 0, 0, 0, 0, 0, 0 from unnest($2::int[]) days`, [organizationId, ages]) // prettier-ignore
  await pool.query(`insert into run_outcomes select $1, 'a', now() - days * interval '1 day', 'failed', '', 1, 1 from unnest($2::int[]) days`, [organizationId, ages]) // prettier-ignore
  await pool.query(`insert into event_volumes select 'str_a', 'src_a', now() - days * interval '1 day', 1, now() from unnest($1::int[]) days`, [ages]) // prettier-ignore
  const kept = async () => {
    const tables = ['runs', 'usage_hours', 'usage_calls', 'run_outcomes', 'event_volumes']
    const counts = tables.map((table) => pool.query(`select from ${table}`))
    return (await Promise.all(counts)).map(({ rowCount }) => rowCount)
  }
  expect(await kept()).toEqual([2, 2, 2, 2, 2])

  const maintenance = startMaintenance(tenants.parts)
  await expect.poll(kept).toEqual([1, 1, 1, 1, 1])
  await maintenance.stop()

  expect((await pool.query('select id from runs')).rows).toEqual([{ id: 'run_0089' }])
  expect(await client.getRetention()).toEqual({ events_days: 30, runs_days: 90, figures_days: 400 }) // prettier-ignore
})
