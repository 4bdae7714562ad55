import type { RunState } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'

/** A visitor, by every id that it is known by. */
export interface VisitorIds {
  readonly organizationId: string
  readonly streamId: string
  readonly visitorIds: readonly string[]
}

/** Of a visitor: the ids of runs that have not ended, some at a time. */
export async function openRunsOf(
  db: Db,
  { organizationId, streamId, visitorIds }: VisitorIds,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from runs where organization_id = $1 and visitor_id = any($2::text[]) and stream_id = $3
       and state in ('queued', 'waiting', 'running') limit $4`,
    [organizationId, visitorIds, streamId, limit],
  )
  return rows.map(({ id }) => id)
}

/** A run, as much of it as says whose it is. */
export interface VisitorRun {
  readonly id: string
  readonly state: RunState
  readonly version_id: string
  readonly event_id: string
}

/** Runs of a visitor behind `cursor`, oldest first. */
export async function runsOfVisitor(
  db: Db,
  { organizationId, streamId, visitorIds }: VisitorIds,
  cursor: string,
  limit: number,
): Promise<VisitorRun[]> {
  const { rows } = await db.query<VisitorRun>(
    `select id, state, version_id, event_id from runs
     where organization_id = $1 and visitor_id = any($2::text[]) and stream_id = $3 and id > $4
     order by id limit $5`,
    [organizationId, visitorIds, streamId, cursor, limit],
  )
  return rows
}

/** Deletes runs with everything that is kept of them. */
export async function deleteRuns(db: Db, ids: readonly string[]): Promise<number> {
  const { rowCount } = await db.query(
    `with tried as (delete from attempts where run_id = any($1::text[])),
       ended as (delete from step_runs where run_id = any($1::text[])),
       seen as (delete from run_visitors where run_id = any($1::text[]))
     delete from runs where id = any($1::text[])`,
    [ids],
  )
  return rowCount ?? 0
}
