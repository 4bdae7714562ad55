import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import { moveStarts } from '../caps/caps.ts'
import { insertDelays, moveDelays } from '../delays/delays.ts'
import { insertRuns } from '../runs/runs.ts'
import { aliasTo, dueAt, everyIdOf, lockPending, lockVisitors, maxIds, membershipChanges, olderFirst, putOffPending, stitch, stitchInto, storeMemberships, storeVisitors, VisitorMoved, type PendingStitch, type StoredVisitor, type TakenStitch } from '../visitors/visitors.ts' // prettier-ignore
import { decideMoments } from './decide.ts'
import { insertLateNotes } from '../events/events.ts'
import type { Note } from './note.ts'
import { timeNotesOf } from './notes.ts'
import type { StreamRules } from './rules.ts'
import { whyHeld } from './why-held.ts'
import { refusedStarts, withoutRefused } from './within-caps.ts'

export interface StitchContext {
  readonly pool: Pool
  readonly rules: () => ReadonlyMap<string, StreamRules>
  readonly now: () => Date
  readonly log: { error(fields: object, text: string): void }
}

/** How often it looks for stitches that somebody else has left, in milliseconds. */
const everyMs = 1000

/** Stitches what a batch has left at once, and now and then what others have. Resolves with whether there may be more. */
export function stitchNowAndThen(context: StitchContext): (isLeft: boolean) => Promise<boolean> {
  // Of a clock that nobody sets.
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (isLeft) => {
    if (!isLeft && performance.now() - lookedAt < everyMs) return false
    for (let turn = 0; turn < 100; turn += 1) {
      if (!(await stitchPending(context))) {
        lookedAt = performance.now()
        return false
      }
    }
    lookedAt = Number.NEGATIVE_INFINITY
    return true
  }
}

/** Does one stitch, in a transaction of its own; whether there was one. */
async function stitchPending(context: StitchContext): Promise<boolean> {
  const { pool, rules, now } = context
  let taken: TakenStitch | undefined
  try {
    await transaction(pool, async (db) => {
      const known = rules()
      // A stream that this process does not know yet is left to one that does.
      taken = await lockPending(db, [...known.keys()], now())
      const own = taken && known.get(taken.streamId)
      if (taken && own) await stitchOne(db, taken, own, now())
    })
  } catch (error) {
    // The id came to be while it was looked for: the stitch is still there.
    if (error instanceof VisitorMoved) return true
    if (!taken) throw error
    await stepAround(context, taken, error)
  }
  return taken !== undefined
}

const longestPauseS = 3600

/** One that fails must not keep those behind it waiting: it is tried again later, and people are told. */
async function stepAround(
  { pool, now, log }: StitchContext,
  taken: TakenStitch,
  error: unknown,
): Promise<void> {
  const at = now()
  const until = new Date(at.getTime() + Math.min(2 ** taken.failures, longestPauseS) * 1000)
  await putOffPending(pool, taken, { ...whyHeld(error, 'stitch-failed'), at, until })
  log.error({ err: error, stream: taken.streamId, event: taken.origin.eventId, until }, 'two visitors cannot be stitched: the others go on, and it is tried again') // prettier-ignore
  if (taken.failures === 0) await noteFor(pool, taken, at, [putOff(taken.value)])
}

async function stitchOne(
  db: Db,
  pending: PendingStitch,
  rules: StreamRules,
  now: Date,
): Promise<void> {
  const { streamId, visitorId, value } = pending
  const locked = await lockVisitors(db, [visitorId, value].map((id) => ({ streamId, visitorId: id })), true) // prettier-ignore
  const by = (id: string) => locked.find((one) => one.visitorId === id || one.askedAs?.includes(id))
  const [visitor, other] = [by(visitorId), by(value)]
  // Nobody any more, or one already.
  if (!visitor || visitor === other) return
  const ids = await Promise.all([visitor, ...(other ? [other] : [])].map((one) => everyIdOf(db, one.organizationId, one))) // prettier-ignore
  const count = ids.flat().length + (other ? 0 : 1)
  if (count > maxIds) return noteFor(db, pending, now, [tooMany(value)])
  if (other) return stitchTwo(db, pending, [visitor, other], rules, now)
  if (!(await aliasTo(db, visitor, value))) throw new VisitorMoved('The id is known by now.')
}

async function stitchTwo(
  db: Db,
  pending: PendingStitch,
  [one, other]: readonly [StoredVisitor, StoredVisitor],
  rules: StreamRules,
  now: Date,
): Promise<void> {
  const [kept, gone] = olderFirst(one, other)
  const { state, happenings } = stitch(kept, gone, pending.origin, rules.profile, pending.filled)
  const due = dueAt(state, kept.visitorId, state.lastEventAt, rules.profile)
  const visitor = { ...kept, state, dueAt: due === null ? null : new Date(due) }
  const started = decideMoments(kept, rules, happenings)
  const refused = await refusedStarts(db, [{ runs: started.runs, at: now.getTime() }], new Map([[kept.streamId, rules]]), now) // prettier-ignore
  const { runs, delayed, suppressed } = withoutRefused(started, refused)
  const left = Object.keys(gone.state.audiences).map((audienceId) => ({ audienceId, visitorId: gone.visitorId, shard: gone.shard, joinedAt: null })) // prettier-ignore
  await Promise.all([
    storeVisitors(db, [visitor]),
    stitchInto(db, gone, kept.visitorId),
    storeMemberships(db, [...left, ...membershipChanges(kept, kept.state, state)]),
    moveStarts(db, gone, kept.visitorId),
    moveDelays(db, gone.visitorId, kept, now),
    insertRuns(db, runs, now),
    insertDelays(db, delayed.map(({ delay }) => delay), now), // prettier-ignore
  ])
  const line: Note = {
    group: 'visitor',
    text: 'Visitor Stitched',
    detail: { visitor: kept.visitorId, stitched: gone.visitorId, by: pending.value },
  }
  await noteFor(db, pending, now, [line, ...timeNotesOf(happenings, { runs, delayed, suppressed }, rules)]) // prettier-ignore
}

const tooMany = (value: string): Note => ({
  group: 'visitor',
  text: 'Visitor Not Stitched',
  detail: { by: value, reason: `The visitor would have more than ${maxIds} ids: so many share no id.` }, // prettier-ignore
})

const putOff = (value: string): Note => ({
  group: 'visitor',
  text: 'Visitor Not Stitched Yet',
  detail: { by: value, reason: 'It failed and is tried again. Under Held it says why, and can be tried at once, or dropped.' }, // prettier-ignore
})

function noteFor(
  db: Db,
  { streamId, origin: { eventId, eventAt } }: PendingStitch,
  at: Date,
  lines: readonly Note[],
): Promise<void> {
  return insertLateNotes(db, [{ streamId, eventId, eventAt: new Date(eventAt), at, lines }])
}
