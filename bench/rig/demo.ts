import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '../../server/src/db/pool.ts'
import type { Outcrop } from './outcrop.ts'
import type { RetailEvent } from './retail-events.ts'

const perRequest = 100

/** Lets the demo's provider make so many calls at once. */
export async function allowInFlight({ api }: Outcrop, max: number): Promise<void> {
  const { items } = await api.listProviders({ query: { limit: 10 } })
  for (const { id } of items) {
    await api.updateProvider({ params: { id }, body: { max_in_flight: max } })
  }
}

/** Sends events to the intake, a hundred per request. */
export async function sendEvents(url: string, events: readonly RetailEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += perRequest) {
    const response = await fetch(`${url}/bulk-event`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ events: events.slice(from, from + perRequest) }),
    })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${url}/bulk-event answered ${response.status}: ${response.headers.get('x-error') ?? ''}`) // prettier-ignore
  }
}

/** Resolves with when the last run ended, once so many runs made since `since` have ended well. */
export async function untilRunsEnded(pool: Pool, since: Date, count: number): Promise<Date> {
  for (;;) {
    const { rows } = await pool.query<{ ended: number; bad: number; last: Date | null }>(
      `select count(finished_at) as ended, count(*) filter (where finished_at is not null and state <> 'succeeded') as bad,
         max(finished_at) as last
       from runs where created_at >= $1`,
      [since],
    )
    const [row] = rows
    if (row && row.bad > 0) throw new Error(`${row.bad} runs did not succeed.`)
    if (row?.last && row.ended >= count) return row.last
    await sleep(100)
  }
}
