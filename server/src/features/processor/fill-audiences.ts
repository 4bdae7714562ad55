import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import type { FillKey } from '../audiences/audiences.ts'
import { countVisitors, fillVisitor, lockVisitors, membershipChanges, staleAfter, storeMemberships, storeVisitors, type ProfileRules, type StoredVisitor } from '../visitors/visitors.ts' // prettier-ignore
import { lockFill, moveFill, noteKnown, openFills, storeTotal, type LockedFill } from './fill-store.ts' // prettier-ignore
import type { StreamRules } from './rules.ts'

export interface FillContext {
  readonly pool: Pool
  readonly owner: string
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly now: () => Date
  readonly log: { error(fields: object, text: string): void }
}

export interface Filling {
  /** Audiences may have changed. */
  look(): void
  /** Puts some visitors into audiences, to be called between two batches. Resolves with whether there may be more at once. */
  next(isBehind: boolean): Promise<boolean>
}

/** Visitors at a time: events wait no longer than this takes. */
const batchSize = 250
/** How often it takes some while events wait, and looks whether it can, in milliseconds. */
const restMs = 250
const afterFailureMs = 5000

/**
 * Puts visitors who send nothing into new and changed audiences. While there is nothing to do, it
 * asks the database nothing.
 */
export function fillingOf(context: FillContext): Filling {
  const { pool, owner, rules, log } = context
  // Of a clock that nobody sets.
  const state = { mayBeOpen: true, hasWorked: true, restsUntil: Number.NEGATIVE_INFINITY, failedUntil: Number.NEGATIVE_INFINITY } // prettier-ignore

  const work = async (): Promise<boolean> => {
    const open = await openFills(pool)
    if (open.length === 0) return false
    state.mayBeOpen = true
    const own = open.flatMap((fill) => {
      const profile = rules().get(fill.streamId)?.profile
      return profile?.revision === fill.revision ? [{ fill, profile }] : []
    })
    await noteKnown(
      pool,
      owner,
      own.map(({ fill }) => fill),
    )
    for (const { fill, profile } of own) if (await fillSome(context, fill, profile)) return true
    return false
  }

  return {
    look: () => {
      state.mayBeOpen = true
      state.hasWorked = true
    },
    next: async (isBehind) => {
      const rests = isBehind || !state.hasWorked
      if (!state.mayBeOpen || performance.now() < (rests ? state.restsUntil : state.failedUntil))
        return false
      // Before the database is asked, so that what changes meanwhile is not missed.
      state.mayBeOpen = false
      state.hasWorked = false
      try {
        const worked = await work()
        state.hasWorked ||= worked
        return worked
      } catch (error) {
        // Events go on: whatever is wrong here must not stop them.
        log.error({ err: error }, 'visitors cannot be put into audiences, which is tried again')
        state.mayBeOpen = true
        state.failedUntil = performance.now() + afterFailureMs
        return false
      } finally {
        state.restsUntil = Math.max(performance.now() + restMs, state.failedUntil)
      }
    },
  }
}

/** Takes the next visitors of a stream; resolves with whether it did. */
function fillSome(
  { pool, now, log }: FillContext,
  fill: FillKey,
  rules: ProfileRules,
): Promise<boolean> {
  return transaction(pool, async (db) => {
    const locked = await lockFill(db, fill)
    if (!locked) return false
    if (!locked.isCounted) await storeTotal(db, fill, await countVisitors(db, fill.streamId))
    await fillAfter(db, fill, locked, rules, now(), log)
    return true
  })
}

/** One visitor that cannot be read must not keep those behind it out of their audiences. */
function fillOrSkip(
  was: StoredVisitor,
  at: number,
  rules: ProfileRules,
  log: FillContext['log'],
): StoredVisitor | undefined {
  try {
    return fillVisitor(was, at, rules)
  } catch (error) {
    const { streamId, visitorId } = was
    log.error({ err: error, stream: streamId, visitor: visitorId }, 'a visitor cannot be put into audiences: the others go on') // prettier-ignore
    return undefined
  }
}

async function fillAfter(
  db: Db,
  fill: FillKey,
  { after }: LockedFill,
  rules: ProfileRules,
  at: Date,
  log: FillContext['log'],
): Promise<void> {
  const { streamId, revision } = fill
  const { looked, last, stale } = await staleAfter(db, { streamId, revision, after, limit: batchSize }) // prettier-ignore
  const before = await lockVisitors(
    db,
    stale.map((visitorId) => ({ streamId, visitorId })),
  )
  const moved = before.flatMap((was) => {
    const visitor = fillOrSkip(was, at.getTime(), rules, log)
    return visitor ? [{ was, visitor }] : []
  })
  await Promise.all([
    storeVisitors(
      db,
      moved.map(({ visitor }) => visitor),
    ),
    storeMemberships(
      db,
      moved.flatMap(({ was, visitor }) => membershipChanges(visitor, was.state, visitor.state)),
    ),
    moveFill(db, fill, { after: last ?? after, looked, isOver: looked < batchSize }, at),
  ])
}
