import { fastify } from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'

// The barest durable intake: parse, commit many requests together, answer. No checks, no identity,
// no index but the key.

const task = z.object({ databaseUrl: z.string(), port: z.number() })

type Event = Record<string, unknown>

interface Waiting {
  readonly events: readonly Event[]
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

answerMessages(task, async ({ databaseUrl, port }) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `create table floor_events (id bigint generated always as identity primary key,
       received_at timestamptz not null default now(), visitor_id text, name text, payload json not null)`,
  )
  const store = groupCommit(client)
  const app = fastify()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, JSON.parse(String(body)))) // prettier-ignore
  app.post<{ Body: Event }>('/event', async ({ body }) => {
    await store([body])
    return ''
  })
  app.post<{ Body: { events: Event[] } }>('/bulk-event', async ({ body }) => {
    await store(body.events)
    return ''
  })
  await app.listen({ port, host: '127.0.0.1' })
  return {}
})

/** One flush in flight; what arrives meanwhile is the next one. */
function groupCommit(client: pg.Client): (events: readonly Event[]) => Promise<void> {
  let waiting: Waiting[] = []
  let flushing = false
  const flush = async () => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await insert(
        client,
        batch.flatMap(({ events }) => events),
      ).then(
        () => batch.forEach(({ done }) => done()),
        (error: unknown) => batch.forEach(({ failed }) => failed(error)),
      )
    }
    flushing = false
  }
  return (events) =>
    new Promise((done, failed) => {
      waiting.push({ events, done, failed })
      if (flushing) return
      flushing = true
      setImmediate(() => void flush())
    })
}

async function insert(client: pg.Client, events: readonly Event[]): Promise<void> {
  await client.query(
    'insert into floor_events (visitor_id, name, payload) select * from unnest($1::text[], $2::text[], $3::json[])',
    [
      events.map((event) => event['tealium_visitor_id']),
      events.map((event) => event['tealium_event']),
      events.map((event) => JSON.stringify(event)),
    ],
  )
}
