import type { Definition, VisitorExport } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import {
  brokenBecause,
  faultInState,
  findPacked,
  namesOf,
  openedVisitor,
  shownVisitor,
} from '../visitors/visitors.ts'
import { keptOfVisitors, type KeptName } from './kept-of-visitors.ts'
import type { ExportSubject } from './read-kept.ts'

/** Everything that is kept of a visitor, as the pieces of one JSON document. */
export async function* exportVisitor(
  db: Db,
  subject: ExportSubject,
  definition: (versionId: string) => Promise<Definition>,
  now: Date,
): AsyncGenerator<string> {
  const { organizationId, stream, visitorIds } = subject
  const [visitorId = ''] = visitorIds
  const packed = await findPacked(db, organizationId, { streamId: stream.id, visitorId })
  const found = packed && openedVisitor(packed)
  const fault = found && faultInState(found.state)
  const head: Omit<VisitorExport, KeptName> = {
    exported_at: now.toISOString(),
    stream: { id: stream.id, account: stream.account, profile: stream.profile },
    visitor:
      found && fault === undefined
        ? shownVisitor(found, await namesOf(db, stream.id), visitorIds)
        : null,
    stored: found && fault === undefined ? { ...found.state } : null,
    unreadable: packed && fault !== undefined ? { reason: brokenBecause(fault), text: packed.state } : null, // prettier-ignore
  }
  yield JSON.stringify(head).slice(0, -1)
  for (const { name, read } of keptOfVisitors) {
    yield `,"${name}":[`
    yield* listed(read(db, subject, definition))
    yield ']'
  }
  yield '}\n'
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
