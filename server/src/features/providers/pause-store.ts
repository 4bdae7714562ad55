import type { Db } from '../../db/db.ts'
import type { ProviderRow } from './store.ts'

/**
 * Lets the runs of a provider wait, unless it has been changed since; the first reason stays. Undefined
 * when there is no such provider.
 */
export async function pauseProvider(
  db: Db,
  organizationId: string,
  { id, revision }: Pick<ProviderRow, 'id' | 'revision'>,
  pause: NonNullable<ProviderRow['pause']>,
  retestAt: Date,
): Promise<{ readonly isNew: boolean } | undefined> {
  const { rows } = await db.query<{ isNew: boolean }>(
    `update providers p set
       pause = case when p.revision = $3 then coalesce(p.pause, $4) else p.pause end,
       retest_at = case when p.revision = $3 then coalesce(p.retest_at, $5) else p.retest_at end
     from (select id, pause from providers where organization_id = $1 and id = $2 for update) b
     where p.id = b.id
     returning b.pause is null and p.pause is not null as "isNew"`,
    [organizationId, id, revision, JSON.stringify(pause), retestAt],
  )
  return rows[0]
}

/**
 * Takes the paused providers, of every organization, that are due to be tested again, and sets when
 * they are due the next time. Each is taken by one process only.
 */
export async function takeRetests(
  db: Db,
  now: Date,
  waitsS: readonly number[],
): Promise<Pick<ProviderRow, 'id' | 'organization_id'>[]> {
  const { rows } = await db.query<Pick<ProviderRow, 'id' | 'organization_id'>>(
    `update providers set retests = retests + 1,
       retest_at = $1::timestamptz + ($2::int[])[least(retests + 2, cardinality($2::int[]))] * interval '1 second'
     where id in (
       select id from providers where pause is not null and retest_at <= $1
       order by retest_at limit 20 for update skip locked
     ) returning id, organization_id`,
    [now, waitsS],
  )
  return rows
}
