import { mostCountedRuns, type ProblemDocument } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import type { Target } from './target-of.ts'

export interface PauseRow extends Target {
  readonly id: string
  readonly provider_id: string
  readonly problem: ProblemDocument
  readonly since: Date
  readonly retest_at: Date
  readonly retests: number
  readonly probe_run_id: string | null
}

/** Every target that is paused now, of every organization: a worker serves them all. */
export async function activePauses(db: Db): Promise<PauseRow[]> {
  const { rows } = await db.query<PauseRow>('select * from target_pauses where resumed_at is null')
  return rows
}

export interface ShownPauseRow extends PauseRow {
  readonly waiting_runs: number
}

/** What is paused of an organization, or of one of its providers, the newest first. */
export async function listPauses(
  db: Db,
  organizationId: string,
  providerId: string | undefined,
): Promise<ShownPauseRow[]> {
  const { rows } = await db.query<ShownPauseRow>(
    `select p.*, (
       select count(*)::int from (select from runs where lane = p.id and due_at is not null limit $3) w
     ) as waiting_runs
     from target_pauses p
     where organization_id = $1 and ($2::text is null or provider_id = $2) and resumed_at is null
     order by id desc`,
    [organizationId, providerId ?? null, mostCountedRuns],
  )
  return rows
}

export interface NewPause extends Target {
  readonly id: string
  readonly organizationId: string
  readonly providerId: string
  /** Of the provider that was refused. */
  readonly revision: number
  readonly runId: string
  readonly problem: ProblemDocument
  readonly at: Date
  readonly retestAt: Date
}

/**
 * Pauses a target, unless its provider has been changed since. The first reason stays; a probe that
 * was denied is one no longer. Undefined when there is no such provider.
 */
export async function insertPause(
  db: Db,
  pause: NewPause,
): Promise<{ readonly isNew: boolean } | undefined> {
  const { rows } = await db.query<{ isNew: boolean }>(
    `with provider as (
       select id, revision from providers where organization_id = $2 and id = $3
     ), paused as (
       insert into target_pauses as p (id, organization_id, provider_id, target, guardrail, problem, since, retest_at)
       select $1, $2, $3, $4, $5, $6, $7, $8 from provider where revision = $9
       on conflict (provider_id, target, guardrail) where resumed_at is null do update
         set probe_run_id = nullif(p.probe_run_id, $10)
       -- PostgreSQL sets xmax on a row that was there already.
       returning xmax = 0 as is_new
     )
     select coalesce((select is_new from paused), false) as "isNew" from provider`,
    [
      pause.id,
      pause.organizationId,
      pause.providerId,
      pause.target,
      pause.guardrail,
      JSON.stringify(pause.problem),
      pause.at,
      pause.retestAt,
      pause.revision,
      pause.runId,
    ],
  )
  return rows[0]
}

/** Ends a pause; its runs are let go by `letGo`. Undefined when there was none. */
export async function endPause(
  db: Db,
  organizationId: string,
  id: string,
  at: Date,
): Promise<{ readonly providerId: string; readonly target: string } | undefined> {
  const { rows } = await db.query<{ providerId: string; target: string }>(
    `update target_pauses set resumed_at = $3 where organization_id = $1 and id = $2 and resumed_at is null
     returning provider_id as "providerId", target`,
    [organizationId, id, at],
  )
  return rows[0]
}

/** How many providers and how many targets are paused, of every organization. */
export async function countPauses(
  db: Db,
): Promise<{ readonly providers: number; readonly targets: number }> {
  const { rows } = await db.query<{ providers: number; targets: number }>(
    `select (select count(*)::int from providers where pause is not null) as providers,
       (select count(*)::int from target_pauses where resumed_at is null) as targets`,
  )
  return rows[0] ?? { providers: 0, targets: 0 }
}

/** Makes the paused targets of a provider due to be looked at. */
export async function retestSoon(db: Db, providerId: string, at: Date): Promise<void> {
  await db.query(
    `update target_pauses set retest_at = $2
     where provider_id = $1 and resumed_at is null and retest_at > $2`,
    [providerId, at],
  )
}

/** Runs that are let go by one statement: what writes for long holds up the processors. */
const mostLetGo = 5000

/**
 * Lets the runs of ended pauses go on, a few thousand at a time, and forgets pauses without any.
 * Resolves with whether some may be left.
 */
export async function letGo(db: Db, now: Date): Promise<boolean> {
  const ended = await db.query('select from target_pauses where resumed_at is not null limit 1')
  if (ended.rowCount === 0) return false
  const { rows } = await db.query<{ moved: number }>(
    `with going as (
       select r.id, p.provider_id from target_pauses p
       cross join lateral (
         select id from runs where lane = p.id and due_at is not null order by due_at limit $2 for update skip locked
       ) r
       where p.resumed_at is not null limit $2
     ), moved as (
       update runs set lane = g.provider_id, due_at = $1 from going g where runs.id = g.id returning 1
     )
     select count(*)::int as moved, case when count(*) > 0 then pg_notify('runs', '') end from moved`,
    [now.toISOString(), mostLetGo],
  )
  await db.query(
    `delete from target_pauses p where resumed_at is not null
       and not exists (select from runs where lane = p.id and due_at is not null)`,
  )
  return rows[0]?.moved === mostLetGo
}
