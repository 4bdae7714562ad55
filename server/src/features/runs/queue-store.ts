import type { ProblemDocument } from '@outcrop/contract'
import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import type { Db } from '../../db/transaction.ts'
import type { Queue } from '../limits/limits.ts'
import { attemptTotals } from './attempt-store.ts'
import type { NewRun } from './new-run.ts'

/** Queues runs, due now, and wakes the workers when the transaction commits. */
export async function insertRuns(db: Db, runs: readonly NewRun[], now: Date): Promise<void> {
  if (runs.length === 0) return
  const visitors = runs.filter((run) => run.visitor !== null)
  await db.query({
    name: 'insert-runs',
    text: `with queued as (
       insert into runs (id, organization_id, automation_id, version_id, lane, deadline_s, trigger_type, feed_id, audience_id,
         stream_id, event_id, event_at, visitor_id, depth, causes, replay_of, created_at, due_at)
       select id, organization_id, automation_id, version_id, lane, deadline_s, trigger_type, feed_id, audience_id,
         stream_id, event_id, event_at, visitor_id, depth, string_to_array(causes, ' '), replay_of, $17, $17
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
         $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::smallint[], $15::text[], $16::text[])
         as r (id, organization_id, automation_id, version_id, lane, deadline_s, trigger_type, feed_id, audience_id,
           stream_id, event_id, event_at, visitor_id, depth, causes, replay_of)
     ), visitors as (
       insert into run_visitors (run_id, profile)
       select v.* from rows from (unnest($18::text[]), json_array_elements($19::json)) as v (run_id, profile)
     )
     select pg_notify('runs', '')`,
    values: [
      runs.map((run) => run.id),
      runs.map((run) => run.organizationId),
      runs.map((run) => run.automationId),
      runs.map((run) => run.versionId),
      runs.map((run) => run.lane),
      runs.map((run) => run.deadlineS),
      runs.map((run) => run.triggerType),
      runs.map((run) => run.feedId),
      runs.map((run) => run.audienceId),
      runs.map((run) => run.streamId),
      runs.map((run) => run.eventId),
      runs.map((run) => run.eventAt.toISOString()),
      runs.map((run) => run.visitorId),
      runs.map((run) => run.depth),
      runs.map((run) => run.causes.join(' ')),
      runs.map((run) => run.replayOf),
      now.toISOString(),
      visitors.map((run) => run.id),
      JSON.stringify(visitors.map((run) => run.visitor)),
    ],
  })
}

/** A lane with room for this many more runs in this process. */
export interface OpenLane {
  readonly lane: string
  readonly free: number
}

export interface ClaimedRun {
  readonly id: string
  readonly organization_id: string
  readonly automation_id: string
  readonly version_id: string
  readonly lane: string
  readonly fence: number
  readonly losses: number
  readonly cancel_requested: boolean
  readonly step: number
  readonly failures: number
  readonly throttles: number
  readonly stream_id: string | null
  readonly event_id: string | null
  readonly event_at: Date | null
  readonly visitor_id: string | null
  readonly depth: number
  readonly causes: string[]
  readonly deadline_at: Date
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly cost_usd: string | null
  /** Why it waits, when it waits for another try. */
  readonly problem: ProblemDocument | null
  readonly event_name: string | null
  readonly trace_id: string | null
  readonly payload: Record<string, unknown> | null
  /** Of the moment that started it. */
  readonly visitor: VisitorProfile | null
  /** The last stored answer of this step that nothing has been done with yet. */
  readonly answer: StoredAnswer | null
}

export interface StoredAnswer {
  readonly id: string
  readonly kind: 'call' | 'reask'
  readonly step_id: string
  readonly raw: Record<string, unknown>
  readonly request: Record<string, unknown>
}

/** What a claim has to know of an automation: how many of its runs the worker has, and may have more. */
export interface Share {
  readonly lane: string
  readonly automationId: string
  readonly held: number
  /** Null when only the lane limits it. */
  readonly cap: number | null
}

const claimText = `with recursive lanes as (
    select * from unnest($2::text[], $3::int[]) as l (lane, free)
  ), waiting (lane, free, automation_id) as (
    select lane, free, (select automation_id from runs where lane = l.lane and due_at is not null
      order by automation_id limit 1) from lanes l
    union all
    select lane, free, (select automation_id from runs where lane = w.lane and due_at is not null
      and automation_id > w.automation_id order by automation_id limit 1)
    from waiting w where automation_id is not null
  ), heads as (
    select w.lane, w.free, w.automation_id, coalesce(s.held, 0) as held, least(w.free, s.cap) as cap,
      row_number() over (partition by w.lane order by coalesce(s.held, 0), h.due_at) as place
    from waiting w
    cross join lateral (select due_at from runs where lane = w.lane and automation_id = w.automation_id
      and due_at <= $4 and due_at is not null order by due_at limit 1) h
    left join unnest($5::text[], $6::text[], $7::int[], $8::int[]) as s (lane, automation_id, held, cap)
      using (lane, automation_id)
    where coalesce(s.cap, 1) > 0
  ), chosen as (
    select *, least(cap, greatest(1, ceil((free + sum(held) over (partition by lane)) / count(*) over (partition by lane)) - held))::int as share
    from heads where place <= free
  ), locked as materialized (
    select r.id, r.due_at, c.lane, c.free, c.held, c.automation_id from chosen c
    cross join lateral (
      select id, due_at from runs where lane = c.lane and automation_id = c.automation_id
        and due_at <= $4 and due_at is not null
      order by due_at limit c.share for update skip locked
    ) r
    where exists (select 1 from workers where id = $1 and lease_until > now())
  ), due as (
    select id from (
      select id, free, row_number() over (partition by lane order by turn, due_at) as place from (
        select *, held + row_number() over (partition by lane, automation_id order by due_at) as turn from locked
      ) t
    ) p where place <= free
  ), claimed as (
    update runs r set state = 'running', worker_id = $1, fence = fence + 1, due_at = null,
      started_at = coalesce(started_at, $4),
      deadline_at = coalesce(deadline_at, $4 + make_interval(secs => deadline_s))
    from due where r.id = due.id
    returning r.*
  )
  select c.*, e.name as event_name, e.trace_id, e.payload, p.profile as visitor, a.answer, t.*
  from claimed c
  left join events e on e.id = c.event_id and e.received_at = c.event_at and e.stream_id = c.stream_id
  left join run_visitors p on p.run_id = c.id
  left join lateral (
    select json_build_object('id', id, 'kind', kind, 'step_id', step_id, 'raw', raw, 'request', request) as answer
    from attempts where c.fence > 1 and run_id = c.id and raw is not null and problem is null
    order by id desc limit 1
  ) a on true
  left join lateral (${attemptTotals('c.id')} and c.fence > 1) t on true`

/**
 * Claims due runs for a worker: in each lane those of the automations of which the worker has the
 * fewest, of each automation the longest due first. So one with ten thousand runs keeps nobody
 * waiting. Automations are found by hopping from one to the next in the index, whatever the number
 * of their runs. A worker without a lease gets none: the others would take them for those of a dead
 * one at once.
 */
export async function claimRuns(
  db: Db,
  workerId: string,
  lanes: readonly OpenLane[],
  now: Date,
  shares: readonly Share[] = [],
): Promise<ClaimedRun[]> {
  const { rows } = await db.query<ClaimedRun>({
    name: 'claim-runs',
    text: claimText,
    values: [
      workerId,
      lanes.map(({ lane }) => lane),
      lanes.map(({ free }) => free),
      now.toISOString(),
      shares.map(({ lane }) => lane),
      shares.map(({ automationId }) => automationId),
      shares.map(({ held }) => held),
      shares.map(({ cap }) => cap),
    ],
  })
  return rows
}

/** Of these queues, those in which a run is due. A queue is a lane, or one automation in it. */
export async function dueAmong(
  db: Db,
  queues: readonly Queue[],
  now: Date,
): Promise<readonly Queue[]> {
  const { rows } = await db.query<{ place: number }>({
    name: 'due-among',
    text: `select q.place::int as place from unnest($1::text[], $2::text[]) with ordinality as q (lane, automation_id, place)
     where case when q.automation_id is null
       then exists (select 1 from runs where lane = q.lane and due_at <= $3 and due_at is not null)
       else exists (select 1 from runs where lane = q.lane and automation_id = q.automation_id and due_at <= $3 and due_at is not null)
     end`,
    values: [
      queues.map(({ lane }) => lane),
      queues.map(({ automationId }) => automationId),
      now.toISOString(),
    ],
  })
  return rows.flatMap(({ place }) => queues[place - 1] ?? [])
}

/** Outputs of the steps of a run that have ended, by step id. */
export async function stepOutputs(
  db: Db,
  runId: string,
): Promise<Record<string, { output: unknown }>> {
  const { rows } = await db.query<{ step_id: string; output: unknown }>(
    'select step_id, output from step_runs where run_id = $1',
    [runId],
  )
  return Object.fromEntries(rows.map(({ step_id, output }) => [step_id, { output }]))
}

/** Runs that are moved by one statement: what writes for long holds up the processors. */
export const mostMoved = 5000

/** The runs of a service that has moved to another provider. */
export interface Move {
  readonly organizationId: string
  readonly serviceId: string
  readonly from: string
  readonly to: string
}

/**
 * Moves queued runs whose next step uses a service into the lane of its provider, also those that wait
 * for a target that is paused: it may name another one now. Resolves with how many.
 */
export async function moveRuns(db: Db, move: Move): Promise<number> {
  const { rows } = await db.query<{ moved: number }>(
    `with moved as (
       update runs set lane = $4 where id in (
         select r.id from runs r join automation_versions v on v.id = r.version_id
         where r.lane = any(array(
             select lane from (select $3 union all select id from target_pauses where provider_id = $3) l (lane) where lane <> $4
           )) and r.due_at is not null and r.organization_id = $1
           and v.definition -> 'steps' -> r.step::int -> 'input' ->> 'service_id' = $2
         limit $5 for update of r skip locked
       ) returning 1
     )
     select count(*)::int as moved, case when count(*) > 0 then pg_notify('runs', '') end from moved`,
    [move.organizationId, move.serviceId, move.from, move.to, mostMoved],
  )
  return rows[0]?.moved ?? 0
}

/** Lets runs try again at once that wait because of a problem that may be gone. */
export async function wakeWaiting(
  db: Db,
  organizationId: string,
  problemCode: string,
  now: Date,
): Promise<void> {
  await db.query(
    `with woken as (
       update runs set due_at = $3
       where organization_id = $1 and problem_code = $2 and finished_at is null and state = 'waiting' and due_at > $3
       returning 1
     )
     select pg_notify('runs', '') where exists (select 1 from woken)`,
    [organizationId, problemCode, now.toISOString()],
  )
}
