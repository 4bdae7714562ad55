import { visitorExport, type Definition, type VisitorExport } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { startsOfVisitor } from '../caps/caps.ts'
import { delayOf, listDelays } from '../delays/delays.ts'
import { findEvents, heldOfVisitor, pageOfLog } from '../events/events.ts'
import { runDetails, runsOfVisitor } from '../runs/runs.ts'
import { eventShapes, notesOfEvents } from '../trace/trace.ts'
import { stitchesOf } from '../visitors/visitors.ts'

/** Whose data is exported. */
export interface ExportSubject {
  readonly organizationId: string
  readonly stream: { readonly id: string; readonly account: string; readonly profile: string }
  /** Every id that leads to it. */
  readonly visitorIds: readonly string[]
}

/** Events of the log that are looked through at once, and events or runs that are in memory at once. */
const [logPage, batch] = [10_000, 100]

const { delays: delaysSchema, events: eventsSchema, runs: runsSchema } = visitorExport.shape

export async function* delaysOf(
  db: Db,
  { organizationId, stream, visitorIds }: ExportSubject,
): AsyncGenerator<VisitorExport['delays']> {
  const filter = { stream_id: stream.id, visitorIds, limit: batch }
  let cursor: string | undefined
  do {
    const page = await listDelays(db, organizationId, { ...filter, cursor })
    yield delaysSchema.parse(page.map(delayOf))
    cursor = page.length < batch ? undefined : page.at(-1)?.id
  } while (cursor !== undefined)
}

export async function* eventsOf(
  db: Db,
  { organizationId, stream, visitorIds }: ExportSubject,
): AsyncGenerator<VisitorExport['events']> {
  let cursor = ''
  for (;;) {
    const { last, own } = await pageOfLog(db, stream.id, visitorIds, cursor, logPage)
    if (last === null) return
    cursor = last
    for (let from = 0; from < own.length; from += batch) {
      const ids = own.slice(from, from + batch).map(({ id }) => id)
      const [rows, notes] = await Promise.all([findEvents(db, organizationId, ids), notesOfEvents(db, ids)]) // prettier-ignore
      const eventOf = await eventShapes(db, organizationId, rows)
      const linesOf = (id: string) => notes.flatMap(({ event_id, lines }) => (event_id === id ? lines : [])) // prettier-ignore
      const events = rows.map((row) => ({ ...eventOf(row), notes: linesOf(row.id) }))
      yield eventsSchema.parse(events.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    }
  }
}

export async function* runsOf(
  db: Db,
  { organizationId, stream, visitorIds }: ExportSubject,
  definition: (versionId: string) => Promise<Definition>,
): AsyncGenerator<VisitorExport['runs']> {
  const visitor = { organizationId, streamId: stream.id, visitorIds }
  let cursor = ''
  for (;;) {
    const page = await runsOfVisitor(db, visitor, cursor, batch)
    const ids = page.map(({ id }) => id)
    yield runsSchema.parse(await runDetails(db, organizationId, ids, definition))
    if (page.length < batch) return
    cursor = ids.at(-1) ?? cursor
  }
}

export async function* startsOf(
  db: Db,
  { stream, visitorIds }: ExportSubject,
): AsyncGenerator<VisitorExport['starts']> {
  const rows = await startsOfVisitor(db, stream.id, visitorIds)
  yield rows.map(({ subject_id, name, visitor_id, starts }) => ({ counted_for: subject_id, name, visitor_id, starts: starts.map((at) => at.toISOString()) })) // prettier-ignore
}

export async function* pendingOf(
  db: Db,
  { stream, visitorIds }: ExportSubject,
): AsyncGenerator<VisitorExport['pending_stitches']> {
  const rows = await stitchesOf(db, stream.id, visitorIds)
  yield rows.map(({ visitor_id, value, event_id }) => ({ visitor_id, id: value, event_id }))
}

export async function* heldOf(
  db: Db,
  { stream, visitorIds }: ExportSubject,
): AsyncGenerator<VisitorExport['held_events']> {
  const rows = await heldOfVisitor(db, stream.id, visitorIds)
  yield rows.map(({ event_id, held_at, reason }) => ({ event_id, held_at: held_at.toISOString(), reason })) // prettier-ignore
}
