import type { Db } from '../../db/transaction.ts'

export interface NoteRow {
  readonly eventId: string
  readonly at: Date
  readonly lines: readonly object[]
}

/** Keeps what was decided about events, and is stored nowhere else. */
export async function insertNotes(db: Db, notes: readonly NoteRow[]): Promise<void> {
  if (notes.length === 0) return
  await db.query(
    `with noted as (
       insert into event_notes (event_id, at, lines)
       select id, at, lines from rows from (unnest($1::text[], $2::timestamptz[]), json_array_elements($3::json)) as n (id, at, lines)
     )
     select pg_notify('trace', '')`,
    valuesOf(notes),
  )
}

/** A note about an event of which it is not known whether anybody traces it. */
export interface LateNote extends NoteRow {
  readonly streamId: string
  readonly eventAt: Date
}

/** Keeps what time did about those of these events that are traced. */
export async function insertLateNotes(db: Db, notes: readonly LateNote[]): Promise<void> {
  if (notes.length === 0) return
  await db.query({
    name: 'insert-late-notes',
    text: `with noted as (
       insert into event_notes (event_id, at, lines)
       select n.id, n.at, n.lines
       from rows from (unnest($1::text[], $2::timestamptz[], $4::text[], $5::timestamptz[]), json_array_elements($3::json))
         as n (id, at, stream_id, event_at, lines)
       join events e on e.stream_id = n.stream_id and e.id = n.id and e.received_at = n.event_at
       where e.trace_id is not null returning 1
     )
     select pg_notify('trace', '') where exists (select 1 from noted)`,
    values: [
      ...valuesOf(notes),
      notes.map(({ streamId }) => streamId),
      notes.map(({ eventAt }) => eventAt.toISOString()),
    ],
  })
}

const valuesOf = (notes: readonly NoteRow[]) => [
  notes.map(({ eventId }) => eventId),
  notes.map(({ at }) => at.toISOString()),
  JSON.stringify(notes.map(({ lines }) => lines)),
]
