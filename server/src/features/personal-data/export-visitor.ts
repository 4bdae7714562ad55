import { visitorExport, type Definition, type VisitorExport } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { delayOf, listDelays } from '../delays/delays.ts'
import { findEvents, pageOfLog } from '../events/events.ts'
import { runDetails, runsOfVisitor } from '../runs/runs.ts'
import { eventShapes, notesOfEvents } from '../trace/trace.ts'
import { findVisitor, namesOf, shownVisitor } from '../visitors/visitors.ts'

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

/** Everything that is kept of a visitor, as the pieces of one JSON document. */
export async function* exportVisitor(
  db: Db,
  subject: ExportSubject,
  definition: (versionId: string) => Promise<Definition>,
  now: Date,
): AsyncGenerator<string> {
  const { organizationId, stream, visitorIds } = subject
  const [visitorId = ''] = visitorIds
  const found = await findVisitor(db, organizationId, { streamId: stream.id, visitorId })
  const head: Omit<VisitorExport, 'delays' | 'events' | 'runs'> = {
    exported_at: now.toISOString(),
    stream: { id: stream.id, account: stream.account, profile: stream.profile },
    visitor: found ? shownVisitor(found, await namesOf(db, stream.id), visitorIds) : null,
    stored: found ? { ...found.state } : null,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"delays":[`
  yield* listed(delaysOf(db, subject))
  yield '],"events":['
  yield* listed(eventsOf(db, subject))
  yield '],"runs":['
  yield* listed(runsOf(db, subject, definition))
  yield ']}\n'
}

/** The items of a JSON array, with commas between them. */
async function* listed(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let comma = ''
  for await (const items of pages) {
    if (items.length === 0) continue
    yield comma + items.map((item) => JSON.stringify(item)).join(',\n')
    comma = ',\n'
  }
}

async function* delaysOf(
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

async function* eventsOf(
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

async function* runsOf(
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
