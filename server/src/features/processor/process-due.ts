import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { dueDelays, insertDelays, putOffDelays } from '../delays/delays.ts'
import { insertRuns } from '../runs/runs.ts'
import { applyTime, dueAt, lockDue, lockVisitors, membershipChanges, putOffVisitors, storeMemberships, storeVisitors, type Happening, type Membership, type StoredVisitor } from '../visitors/visitors.ts' // prettier-ignore
import { decideMoments } from './decide.ts'
import { insertLateNotes, type LateNote } from '../events/events.ts'
import { endFired, fireDelays, occasionsOf } from './fire-delays.ts'
import { timeNotesOf } from './notes.ts'
import type { StreamRules } from './rules.ts'
import { nothing, type Started } from './start.ts'
import { visitorName } from './visitor-name.ts'
import { refusedStarts, withoutRefused } from './within-caps.ts'

export interface DueContext {
  readonly pool: Pool
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly now: () => Date
  readonly log: { error(fields: object, text: string): void }
}

/** How often it looks for visits that are over, in milliseconds. */
const everyMs = 1000
/** How long an event may be on its way into the log, in milliseconds. */
const unseenMs = 2000
/** How long visitors of a stream that is not known yet are put off, in milliseconds. */
const unknownMs = 10_000
/** How long visitors whose state cannot be read are put off, in milliseconds. */
const brokenMs = 3_600_000
/** How many visitors, and how many delays, are taken at a time. */
const limit = 500

/**
 * Looks now and then for what time has done, up to the events that were read: by the clock a visit
 * may look over whose next event has not been read yet. Resolves with whether there may be more.
 */
export function dueNowAndThen(
  context: DueContext,
): (shards: readonly number[], readUntil: Date | null) => Promise<boolean> {
  // Of a clock that nobody sets.
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (shards, readUntil) => {
    if (performance.now() - lookedAt < everyMs) return false
    const until = readUntil ?? new Date(context.now().getTime() - unseenMs)
    const more = await processDue(context, shards, until)
    if (!more) lookedAt = performance.now()
    return more
  }
}

/**
 * Ends visits that are over, moves visitors whose dates have grown old enough, and starts what
 * waited, up to a time. It takes some at a time; resolves with whether there may be more. A visitor
 * is locked meanwhile, so whoever does this, it happens once.
 */
async function processDue(
  { pool, rules: current, now, log }: DueContext,
  shards: readonly number[],
  until: Date,
): Promise<boolean> {
  const rules = current()
  const waiting = await dueDelays(pool, shards, [...rules.keys()], until, limit)
  return transaction(pool, async (db) => {
    // In this order: nothing is held yet while it waits for a visitor.
    const asked = await lockVisitors(db, waiting.flatMap(({ streamId, visitorId }) => visitorId === null ? [] : [{ streamId, visitorId }])) // prettier-ignore
    const due = await lockDue(db, shards, until, limit)
    const visitors = new Map([...due, ...asked].map((one) => [visitorName(one), one]))
    const { moved, broken } = moveAll([...visitors.values()], until, rules, log)
    const later = new Date(until.getTime() + brokenMs)
    await putOffVisitors(db, broken, later)
    // What waits anew from now on is not due any more.
    await insertDelays(db, moved.flatMap(({ started }) => started.delayed.map(({ delay }) => delay)), now()) // prettier-ignore
    const isBroken = namesOf(broken)
    await putOffDelays(db, waiting.filter((one) => isBroken(one)).map(({ id }) => id), later) // prettier-ignore
    const ready = waiting.filter((one) => !isBroken(one))
    const fired = await fireDelays(db, { ids: ready.map(({ id }) => id), until, rules, visitors: moved.map(({ visitor }) => visitor) }) // prettier-ignore
    // All at once: two processes that lock their caps in two goes may wait for each other.
    const occasions = [...moved.map(({ started: { runs } }) => ({ runs, at: until.getTime() })), ...occasionsOf(fired, until)] // prettier-ignore
    const refused = await refusedStarts(db, occasions, rules, now())
    await store(db, moved.map((one) => ({ ...one, started: withoutRefused(one.started, refused) })), rules, now()) // prettier-ignore
    await endFired(db, fired, refused, now())
    return due.length === limit || waiting.length === limit
  })
}

/** A visitor after time has passed, and what that led to. */
interface Moved {
  readonly visitor: StoredVisitor
  readonly memberships: readonly Membership[]
  readonly happenings: readonly Happening[]
  readonly started: Started
}

async function store(
  db: Db,
  moved: readonly Moved[],
  rules: ReadonlyMap<string, StreamRules>,
  now: Date,
): Promise<void> {
  const started = moved.map((one) => one.started)
  const runs = started.flatMap((one) => one.runs)
  const visitors = moved.map(({ visitor }) => visitor)
  const memberships = moved.flatMap((one) => one.memberships)
  const notes = moved.flatMap((one) => noteOf(one, rules.get(one.visitor.streamId), now))
  await Promise.all([
    storeVisitors(db, visitors),
    storeMemberships(db, memberships),
    insertRuns(db, runs, now),
    insertLateNotes(db, notes),
  ])
}

/** Moves visitors; one that cannot be moved must not keep all others of its shards waiting. */
function moveAll(
  visitors: readonly StoredVisitor[],
  until: Date,
  rules: ReadonlyMap<string, StreamRules>,
  log: DueContext['log'],
): { readonly moved: readonly Moved[]; readonly broken: readonly StoredVisitor[] } {
  const broken: StoredVisitor[] = []
  const moved = visitors.flatMap((one) => {
    try {
      return [move(one, until, rules.get(one.streamId))]
    } catch (error) {
      const { streamId, visitorId } = one
      log.error({ err: error, stream: streamId, visitor: visitorId }, 'time cannot move a visitor: the others go on, and it is looked at again in an hour') // prettier-ignore
      broken.push(one)
      return []
    }
  })
  return { moved, broken }
}

/** Whether a start is about one of these visitors, by whatever id. */
function namesOf(
  visitors: readonly StoredVisitor[],
): (start: { readonly streamId: string; readonly visitorId: string | null }) => boolean {
  const names = new Set(visitors.flatMap((one) => [one.visitorId, ...(one.askedAs ?? [])].map((visitorId) => visitorName({ ...one, visitorId })))) // prettier-ignore
  return ({ streamId, visitorId }) => visitorId !== null && names.has(visitorName({ streamId, visitorId })) // prettier-ignore
}

function move(before: StoredVisitor, until: Date, rules: StreamRules | undefined): Moved {
  // Of a stream that is newer than the rules of this process: it is looked at again when they are known.
  if (!rules)
    return { visitor: { ...before, dueAt: new Date(until.getTime() + unknownMs) }, memberships: [], happenings: [], started: nothing } // prettier-ignore
  const { visitorId } = before
  // Its last event may be newer than what all others have seen.
  const at = Math.max(until.getTime(), before.state.lastEventAt)
  const { state, happenings } = applyTime(before.state, visitorId, at, rules.profile)
  const next = dueAt(state, visitorId, at, rules.profile)
  return {
    visitor: { ...before, state, dueAt: next === null ? null : new Date(next) },
    memberships: membershipChanges(before, before.state, state),
    happenings,
    started: decideMoments(before, rules, happenings),
  }
}

/** What time did belongs to the last event of the visitor. */
function noteOf(
  { visitor, happenings, started }: Moved,
  rules: StreamRules | undefined,
  at: Date,
): LateNote[] {
  const lines = rules ? timeNotesOf(happenings, started, rules) : []
  if (lines.length === 0) return []
  const { eventId, eventAt } = visitor.state.lastEvent
  return [{ streamId: visitor.streamId, eventId, eventAt: new Date(eventAt), at, lines }]
}
