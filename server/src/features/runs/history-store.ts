import type {
  Attempt,
  DeliveryRecord,
  ProblemDocument,
  RunFilter,
  RunState,
} from '@outcrop/contract'
import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import type { Db } from '../../db/transaction.ts'

export interface RunRow {
  readonly id: string
  readonly organization_id: string
  readonly automation_id: string
  readonly version_id: string
  readonly automation_name: string
  readonly version: number
  readonly state: RunState
  readonly lane: string
  /** Index of the step at which it stands, or ended. */
  readonly step: number
  readonly trigger_type: 'event' | 'audience' | 'manual' | 'replay'
  readonly feed_id: string | null
  readonly audience_id: string | null
  readonly stream_id: string
  readonly event_id: string
  readonly event_at: Date
  readonly visitor_id: string | null
  readonly replay_of: string | null
  readonly depth: number
  readonly causes: string[]
  readonly created_at: Date
  readonly due_at: Date | null
  readonly deadline_at: Date | null
  readonly finished_at: Date | null
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly cost_usd: string | null
  readonly problem: ProblemDocument | null
}

const select = `select r.*, r.cost_usd::text as cost_usd, v.number as version, a.name as automation_name
  from runs r join automation_versions v on v.id = r.version_id join automations a on a.id = r.automation_id`

/** One page of an organization's runs, newest first. */
export async function listRuns(
  db: Db,
  organizationId: string,
  filter: RunFilter,
): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `${select}
     where r.organization_id = $1
       and ($2::text is null or r.automation_id = $2)
       and ($3::text is null or r.event_id = $3)
       and ($4::text is null or r.state = $4)
       and ($5::text is null or (r.visitor_id = $5 and ($11::text is null or r.stream_id = $11)))
       and ($6::text is null or r.problem_code = $6)
       and ($7::timestamptz is null or r.created_at > $7)
       and ($8::timestamptz is null or r.created_at < $8)
       and ($9::text is null or r.id < $9)
     order by r.id desc limit $10`,
    [
      organizationId,
      filter.automation_id ?? null,
      filter.event_id ?? null,
      filter.state ?? null,
      filter.visitor_id ?? null,
      filter.problem ?? null,
      filter.created_after ?? null,
      filter.created_before ?? null,
      filter.cursor ?? null,
      filter.limit,
      filter.stream_id ?? null,
    ],
  )
  return rows
}

export async function findRun(
  db: Db,
  organizationId: string,
  id: string,
): Promise<RunRow | undefined> {
  return (await findRuns(db, organizationId, [id]))[0]
}

/** Runs by their ids, oldest first; those that are gone are absent. */
export async function findRuns(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `${select} where r.organization_id = $1 and r.id = any($2::text[]) order by r.id`,
    [organizationId, ids],
  )
  return rows
}

/** Runs that these events started, oldest first. */
export async function runsOfEvents(
  db: Db,
  organizationId: string,
  eventIds: readonly string[],
): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `${select} where r.organization_id = $1 and r.event_id = any($2::text[]) order by r.id`,
    [organizationId, eventIds],
  )
  return rows
}

export interface AttemptRow {
  readonly run_id: string
  readonly id: string
  readonly step_id: string
  readonly kind: 'call' | 'reask'
  readonly started_at: Date
  readonly answered_at: Date | null
  readonly latency_ms: number | null
  readonly request: Record<string, unknown> | null
  readonly raw: Record<string, unknown> | null
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly cost_usd: string | null
  readonly output_mode: Attempt['output_mode']
  readonly cached: boolean
  readonly problem: ProblemDocument | null
}

export async function attemptsOf(db: Db, runIds: readonly string[]): Promise<AttemptRow[]> {
  const { rows } = await db.query<AttemptRow>(
    'select *, cost_usd::text as cost_usd from attempts where run_id = any($1::text[]) order by run_id, id',
    [runIds],
  )
  return rows
}

export interface StepRunRow {
  readonly run_id: string
  readonly step_id: string
  readonly attempt_id: string | null
  readonly output: unknown
  readonly repaired: boolean
  readonly delivery: DeliveryRecord | null
  readonly finished_at: Date
}

export async function stepRunsOf(db: Db, runIds: readonly string[]): Promise<StepRunRow[]> {
  const { rows } = await db.query<StepRunRow>(
    'select * from step_runs where run_id = any($1::text[])',
    [runIds],
  )
  return rows
}

/** What the visitors of runs were like at the moment that started each; absent where no step asked for it. */
export async function visitorsOfRuns(
  db: Db,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, VisitorProfile>> {
  const { rows } = await db.query<{ run_id: string; profile: VisitorProfile }>(
    'select run_id, profile from run_visitors where run_id = any($1::text[])',
    [runIds],
  )
  return new Map(rows.map(({ run_id, profile }) => [run_id, profile]))
}
