import pg from 'pg'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'

// The barest durable stream processor: one process that reads a batch, loads its visitors, counts
// their events, and stores visitors and position in one transaction. No rules, no shards, no leases.

const task = z.object({ databaseUrl: z.string(), streamId: z.string() })

const perBatch = 1000
// A visitor of the shop takes about a kilobyte.
const ballast = 'x'.repeat(1000)

interface LoggedEvent {
  readonly id: string
  readonly visitor_id: string
  readonly payload: Readonly<Record<string, unknown>>
}

interface Visitor {
  readonly id: string
  readonly state: { readonly events: number; readonly ballast: string }
}

let client: pg.Client | undefined
let position = ''

answerMessages(task, async ({ databaseUrl, streamId }) => {
  client ??= await connect(databaseUrl)
  const startedAt = performance.now()
  let events = 0
  for (;;) {
    const { rows } = await client.query<LoggedEvent>({
      name: 'read',
      text: 'select id, visitor_id, payload from events where stream_id = $1 and id > $2 order by id limit $3',
      values: [streamId, position, perBatch],
    })
    const last = rows.at(-1)
    if (!last) return { events, seconds: (performance.now() - startedAt) / 1000 }
    await apply(client, rows, last.id)
    position = last.id
    events += rows.length
  }
})

async function connect(databaseUrl: string): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: databaseUrl })
  await made.connect()
  await made.query(
    `create table floor_visitors (id text primary key, state json not null) with (fillfactor = 70);
     create table floor_position (id text not null); insert into floor_position values ('')`,
  )
  return made
}

async function apply(db: pg.Client, events: readonly LoggedEvent[], last: string): Promise<void> {
  const ids = [...new Set(events.map(({ visitor_id }) => visitor_id))]
  const { rows } = await db.query<Visitor>({
    name: 'load',
    text: 'select id, state from floor_visitors where id = any($1)',
    values: [ids],
  })
  const counts = new Map(rows.map(({ id, state }) => [id, state.events]))
  for (const { visitor_id: id } of events) counts.set(id, (counts.get(id) ?? 0) + 1)
  await db.query({
    name: 'store',
    text: `with moved as (update floor_position set id = $3)
     insert into floor_visitors (id, state) select * from unnest($1::text[], $2::json[])
     on conflict (id) do update set state = excluded.state`,
    values: [ids, ids.map((id) => JSON.stringify({ events: counts.get(id) ?? 0, ballast })), last],
  })
}
