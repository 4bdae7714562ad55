import type { Definition } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { Problem } from '../../kernel/problem.ts'
import { forgetCached } from '../cache/cache.ts'
import { deleteEvents, fenceShards, findPlaces, isBefore, lockShards, pageOfLog, shardOf, unprocessedEvents, type PlacedEvent } from '../events/events.ts' // prettier-ignore
import { attemptsOf, cachedKeys, cancelRuns, deleteRuns, openRunsOf, runsOfVisitor, type VisitorIds, type VisitorRun } from '../runs/runs.ts' // prettier-ignore
import { deleteVisitor, everyIdOf, lockVisitors } from '../visitors/visitors.ts'
import { saveErasure, type Cut, type ErasureRow } from './erasure-store.ts'
import { keptOfVisitors } from './kept-of-visitors.ts'

export interface EraseContext {
  readonly pool: Pool
  readonly definition: (versionId: string) => Promise<Definition>
  readonly now: () => Date
}

/** Each step writes this little: as long as a transaction writes, no processor reads past it. */
const batch = 200
/** Events of the log that a step looks through. */
const logPage = 10_000
/** How long it waits for runs to end before it looks again, in seconds. */
const restS = 0.2

/**
 * One small step of an erasure. Whatever stops it between two steps, the next one goes on from what
 * is written down. Until the cut everything goes on as before; the cut removes the visitor when
 * nothing is under way that could write it again; then what it left behind is removed.
 */
export function eraseStep(context: EraseContext, row: ErasureRow): Promise<void> {
  if (row.phase === 'cancelling') return cancelOrCut(context, row)
  return row.phase === 'removing_events' ? removeEvents(context, row) : removeRuns(context, row)
}

const visitorOf = ({ organization_id, stream_id, visitor_ids }: ErasureRow): VisitorIds => ({
  organizationId: organization_id,
  streamId: stream_id,
  visitorIds: visitor_ids,
})

const cancelled = () => new Problem('cancelled', 'The visitor is being erased.').toDocument()

async function cancelOrCut({ pool, now }: EraseContext, row: ErasureRow): Promise<void> {
  const open = await openRunsOf(pool, visitorOf(row), batch)
  if (open.length > 0) {
    await cancelRuns(pool, row.organization_id, open, cancelled(), now())
    return saveErasure(pool, row, {}, restS)
  }
  try {
    await transaction(pool, (db) => cut(db, row, now()))
  } catch (error) {
    if (!isLocked(error)) throw error
    await saveErasure(pool, row, {}, restS)
  }
}

/**
 * Removes the visitor itself. Its shards are locked meanwhile: no batch commits events of it. Events
 * that nobody has applied yet go at once, and whoever has read them must read again.
 */
async function cut(db: Db, row: ErasureRow, now: Date): Promise<void> {
  const visitor = visitorOf(row)
  const { streamId, visitorIds } = visitor
  const shards = await lockShards(db, streamId, visitorIds)
  await lockVisitors(db, visitorIds.map((visitorId) => ({ streamId, visitorId }))) // prettier-ignore
  const [first = ''] = visitorIds
  const ids = await everyIdOf(db, visitor.organizationId, { streamId, visitorId: first })
  // Stitched meanwhile: what has more ids is erased by all of them.
  if (!ids.every((id) => visitorIds.includes(id)))
    return saveErasure(db, row, { visitor_ids: [...new Set([...visitorIds, ...ids])] })
  const unread: { readonly shard: number; readonly events: readonly PlacedEvent[] }[] = []
  for (const position of shards) {
    const events = await unprocessedEvents(db, streamId, visitorIds, position, batch)
    if (events.length > 0) unread.push({ shard: position.shard, events })
  }
  const events = await deleteEvents(db, streamId, unread.flatMap((one) => one.events)) // prettier-ignore
  if (unread.length > 0) await fenceShards(db, unread.map(({ shard }) => shard)) // prettier-ignore
  const isMore = unread.some((one) => one.events.length === batch)
  for (const { erase } of keptOfVisitors) await erase?.(db, streamId, visitorIds)
  // A batch, a visit or a delay that ended just before may have started runs.
  const open = await openRunsOf(db, visitor, 1)
  if (isMore || open.length > 0) return saveErasure(db, row, { events })
  for (const visitorId of visitorIds) await deleteVisitor(db, { streamId, visitorId })
  const cuts = visitorIds.flatMap((visitorId): Cut[] => {
    const position = shards.find(({ shard }) => shard === shardOf(streamId, visitorId))
    return position ? [{ visitorId, xid: position.xid, id: position.id }] : []
  })
  await saveErasure(db, row, { phase: 'removing_events', cuts, cut_at: now, events })
}

/** What came after the cut is somebody new. */
function isOld(cuts: readonly Cut[], place: PlacedEvent): boolean {
  const cut = cuts.find(({ visitorId }) => visitorId === place.visitorId)
  return cut === undefined || !isBefore(cut, place)
}

async function removeEvents({ pool }: EraseContext, row: ErasureRow): Promise<void> {
  const { stream_id, visitor_ids, cursor } = row
  const { first, last, own } = await pageOfLog(pool, stream_id, visitor_ids, cursor, logPage)
  if (last === null) return saveErasure(pool, row, { phase: 'removing_runs', cursor: '' })
  const old = own.filter((place) => isOld(row.cuts, place))
  const some = old.slice(0, batch)
  const read = old.length > batch ? (some.at(-1)?.id ?? last) : last
  await transaction(pool, async (db) => {
    const events = await deleteEvents(db, stream_id, some)
    await saveErasure(db, row, { cursor: read, first_id: row.first_id ?? first, events })
  })
}

/** Events are gone by now, so nobody can start a run on them any more. */
async function removeRuns(context: EraseContext, row: ErasureRow): Promise<void> {
  const { pool, now } = context
  const page = await runsOfVisitor(pool, visitorOf(row), row.cursor, batch)
  const kept = await findPlaces(pool, row.stream_id, page.map(({ event_id }) => event_id)) // prettier-ignore
  const later = new Set(kept.filter((place) => !isOld(row.cuts, place)).map(({ id }) => id))
  const old = page.filter(({ event_id }) => !later.has(event_id))
  const open = old.filter(({ state }) => goingOn.has(state)).map(({ id }) => id)
  const ended = old.filter(({ state }) => !goingOn.has(state))
  if (open.length > 0) await cancelRuns(pool, row.organization_id, open, cancelled(), now())
  const keys = await keptAnswers(context, row.organization_id, ended)
  const isLast = page.length < batch && open.length === 0
  await transaction(pool, async (db) => {
    await forgetCached(db, row.organization_id, keys)
    const runs = await deleteRuns(db, ended.map(({ id }) => id)) // prettier-ignore
    const done = { phase: 'done', visitor_ids: [], cuts: [], cursor: '', first_id: null, done_at: now() } as const // prettier-ignore
    const cursor = open.length > 0 ? row.cursor : (page.at(-1)?.id ?? row.cursor)
    await saveErasure(db, row, { runs, ...(isLast ? done : { cursor }) }, open.length > 0 ? restS : 0) // prettier-ignore
  })
}

const goingOn: ReadonlySet<string> = new Set(['queued', 'running', 'waiting'])

/** Answers of these runs that the cache may hold, by their keys. */
async function keptAnswers(
  { pool, definition }: EraseContext,
  organizationId: string,
  runs: readonly VisitorRun[],
): Promise<string[]> {
  const keys: string[] = []
  for (const version of new Set(runs.map(({ version_id }) => version_id))) {
    const known = await definition(version)
    if (!known.steps.some(({ cache }) => cache)) continue
    const ids = runs.filter(({ version_id }) => version_id === version).map(({ id }) => id)
    keys.push(...cachedKeys(organizationId, known, await attemptsOf(pool, ids)))
  }
  return keys
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01')
