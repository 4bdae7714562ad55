import type { Definition, VisitorExport } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { deleteStarts } from '../caps/caps.ts'
import { deleteDelays } from '../delays/delays.ts'
import { deleteHeld } from '../events/events.ts'
import { deletePending } from '../visitors/visitors.ts'
import {
  delaysOf,
  eventsOf,
  heldOf,
  pendingOf,
  runsOf,
  startsOf,
  type ExportSubject,
} from './read-kept.ts'

/** Lists of the export: whatever is kept of a visitor beside itself. */
export type KeptName = Exclude<
  keyof VisitorExport,
  'exported_at' | 'stream' | 'visitor' | 'stored' | 'unreadable'
>

interface Kept {
  /** In the export. */
  readonly name: KeptName
  readonly tables: readonly string[]
  readonly read: (
    db: Db,
    subject: ExportSubject,
    definition: (versionId: string) => Promise<Definition>,
  ) => AsyncIterable<readonly unknown[]>
  /** Erases it together with the visitor; null where there may be so much that it takes many steps. */
  readonly erase:
    ((db: Db, streamId: string, visitorIds: readonly string[]) => Promise<void>) | null
}

/**
 * What is kept of a visitor, in the order of the export. Export and erasure both go by this list;
 * whoever keeps something in a new place adds it here, and a test asks the database for tables that
 * are missing.
 */
export const keptOfVisitors: readonly Kept[] = [
  { name: 'starts', tables: ['visitor_starts'], read: startsOf, erase: deleteStarts },
  { name: 'pending_stitches', tables: ['pending_stitches'], read: pendingOf, erase: deletePending },
  { name: 'held_events', tables: ['held_events'], read: heldOf, erase: deleteHeld },
  { name: 'delays', tables: ['delays'], read: delaysOf, erase: deleteDelays },
  { name: 'events', tables: ['events', 'event_notes'], read: eventsOf, erase: null },
  { name: 'runs', tables: ['runs', 'step_runs', 'attempts', 'run_visitors'], read: runsOf, erase: null }, // prettier-ignore
]

/** The visitor itself, as an export shows it first. */
export const tablesOfVisitor: readonly string[] = ['visitors', 'audience_members']
