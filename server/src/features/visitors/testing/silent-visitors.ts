import type { Db } from '../../../db/db.ts'
import { shardOf } from '../../events/events.ts'
import type { VisitorState } from '../state.ts'
import { storeVisitors, type StoredVisitor } from '../visitor-store.ts'

const monthMs = 30 * 86_400_000

/** Such as v00042. */
export const silentId = (index: number): string => `v${String(index).padStart(5, '0')}`

/** Stores visitors who will send nothing more, as if they had come long before any audience. */
export async function storeSilentVisitors(
  db: Db,
  { organizationId, streamId }: { readonly organizationId: string; readonly streamId: string },
  count: number,
  attributes: (index: number) => VisitorState['attributes'],
): Promise<void> {
  const at = Date.now() - monthMs
  const visitors = Array.from({ length: count }, (_, index): StoredVisitor => ({
    organizationId,
    streamId,
    visitorId: silentId(index),
    shard: shardOf(streamId, silentId(index)),
    dueAt: null,
    state: {
      createdAt: at,
      lastEventAt: at,
      lastEvent: { eventId: 'evt_1', eventAt: at },
      events: 1,
      visits: 1,
      attributes: attributes(index),
      visit: null,
      audiences: {},
      revision: 'old',
    },
  }))
  await storeVisitors(db, visitors)
}
