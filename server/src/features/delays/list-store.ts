import type { DelayFilter, DelayState } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'

export interface DelayRow {
  readonly id: string
  readonly automation_id: string
  readonly automation_name: string
  readonly stream_id: string
  readonly visitor_id: string | null
  readonly feed_id: string | null
  readonly audience_id: string | null
  readonly event_id: string
  readonly state: DelayState
  readonly created_at: Date
  readonly due_at: Date
  readonly ended_at: Date | null
  readonly reason: string | null
  readonly run_id: string | null
}

const select = `select d.id, d.automation_id, a.name as automation_name, d.stream_id, d.visitor_id, d.feed_id, d.audience_id,
    d.event_id, d.state, d.created_at, d.due_at, d.ended_at, d.reason, d.run_id
  from delays d join automations a on a.id = d.automation_id`

/** Which delays to list; those of a visitor under any of its ids. */
export interface DelaySearch extends Omit<DelayFilter, 'visitor_id'> {
  readonly visitorIds?: readonly string[] | undefined
}

export async function listDelays(
  db: Db,
  organizationId: string,
  { limit, cursor, state, automation_id, stream_id, visitorIds }: DelaySearch,
): Promise<DelayRow[]> {
  const { rows } = await db.query<DelayRow>(
    `${select} where d.organization_id = $1 and ($2::text is null or d.id < $2) and ($3::text is null or d.state = $3)
       and ($4::text is null or d.automation_id = $4) and ($5::text is null or d.stream_id = $5)
       and ($6::text[] is null or d.visitor_id = any($6))
     order by d.id desc limit $7`,
    [
      organizationId,
      cursor ?? null,
      state ?? null,
      automation_id ?? null,
      stream_id ?? null,
      visitorIds ?? null,
      limit,
    ],
  )
  return rows
}

export async function findDelay(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DelayRow | undefined> {
  const { rows } = await db.query<DelayRow>(
    `${select} where d.organization_id = $1 and d.id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** Starts that were put off because of these events. */
export async function delaysOfEvents(
  db: Db,
  organizationId: string,
  eventIds: readonly string[],
): Promise<DelayRow[]> {
  const { rows } = await db.query<DelayRow>(
    `${select} where d.organization_id = $1 and d.event_id = any($2::text[]) order by d.id`,
    [organizationId, eventIds],
  )
  return rows
}
