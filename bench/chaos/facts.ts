import type { Client } from '../../contract/src/index.ts'
import type { Pool } from '../../server/src/db/pool.ts'

export interface StoredEvent {
  readonly id: string
  readonly number: string | null
  readonly visitor: string | null
  /** The run that delivered it, of an answer event. */
  readonly run: string | null
  /** The visitor inside its payload. */
  readonly payload_visitor: string | null
}

export interface StoredRun {
  readonly id: string
  readonly state: string
  readonly automation: string
  readonly event: string
  readonly visitor: string | null
}

/** Everything in the database that the checks speak of. */
export interface StoredFacts {
  readonly events: readonly StoredEvent[]
  readonly runs: readonly StoredRun[]
}

export async function storedFacts(pool: Pool): Promise<StoredFacts> {
  const { rows: events } = await pool.query<StoredEvent>(
    `select id, payload ->> 'event_number' as number, visitor_id as visitor, run_id as run,
       payload ->> 'tealium_visitor_id' as payload_visitor
     from events`,
  )
  const { rows: runs } = await pool.query<StoredRun>(
    'select id, state, automation_id as automation, event_id as event, visitor_id as visitor from runs',
  )
  return { events, runs }
}

export interface ApiRun {
  readonly id: string
  readonly state: string
  readonly ended: boolean
}

/** All runs as the API lists them. */
export async function runsOfApi(api: Client): Promise<ApiRun[]> {
  const runs: ApiRun[] = []
  for (let cursor: string | undefined; ;) {
    const page = await api.listRuns({ query: { limit: 200, cursor } })
    runs.push(...page.items.map((run) => ({ id: run.id, state: run.state, ended: run.finished_at !== null }))) // prettier-ignore
    if (page.next === null) return runs
    cursor = page.next
  }
}

/** The ids of all events as the API lists them. */
export async function eventsOfApi(api: Client): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await api.listEvents({ query: { limit: 200, cursor } })
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) return ids
    cursor = page.next
  }
}
