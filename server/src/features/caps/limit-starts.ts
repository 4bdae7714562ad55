import type { Cap, Cooldown, StartCaps } from './caps-of.ts'
import { countingAt, sumOf, withStart, type Counting, type Slot } from './rolling.ts'

/** A run that is about to start. */
export interface Wanted {
  readonly runId: string
  readonly automationId: string
  readonly streamId: string
  readonly visitorId: string | null
  /** When its moment was, in milliseconds since 1970. */
  readonly at: number
  readonly caps: StartCaps
}

/** An automation or a cooldown group, and the visitor that it has started for. */
export interface StartsKey {
  readonly subjectId: string
  readonly streamId: string
  readonly visitorId: string
}

export const startsName = ({ subjectId, streamId, visitorId }: StartsKey): string =>
  `${subjectId} ${streamId} ${visitorId}`

/** What has started before. */
export interface Ledger {
  /** When, by `startsName`. */
  readonly visitors: ReadonlyMap<string, readonly number[]>
  /** By automation. */
  readonly overall: ReadonlyMap<string, readonly Slot[]>
}

export interface Refusal {
  readonly automationId: string
  readonly automation: string
  readonly reason: string
}

export interface VisitorStarts extends StartsKey {
  readonly starts: readonly number[]
  /** From then on they say nothing any more; null: never. */
  readonly forgetAt: number | null
}

/** What became of starts, and what of the ledger has changed. */
export interface Limited {
  /** By run. */
  readonly refused: ReadonlyMap<string, Refusal>
  readonly visitors: readonly VisitorStarts[]
  readonly overall: ReadonlyMap<string, readonly Slot[]>
}

/** What a start counts for, besides all visitors together: its automation, its group. */
interface Hold extends StartsKey {
  readonly cap: Cap
  readonly group: Cooldown | null
}

/** What the starts of a run are counted for. Nobody can be counted where there is no visitor. */
export function holdsOf({ automationId, streamId, visitorId, caps }: Wanted): Hold[] {
  if (visitorId === null) return []
  const { visitor, cooldown: group } = caps
  const key = { streamId, visitorId }
  return [
    ...(visitor ? [{ ...key, subjectId: automationId, cap: visitor, group: null }] : []),
    ...(group ? [{ ...key, subjectId: group.groupId, cap: { starts: 1, periodMs: group.periodMs }, group }] : []), // prettier-ignore
  ]
}

/**
 * Lets start what its caps allow: one occasion after the other, and on each the highest priority
 * first. Pure. A visitor's starts are counted at their moments; those of all visitors by the clock,
 * `now`, because their moments come in no order.
 */
export function limitStarts(
  occasions: readonly (readonly Wanted[])[],
  ledger: Ledger,
  now: number,
): Limited {
  const refused = new Map<string, Refusal>()
  const visitors = new Map<string, VisitorStarts>()
  const overall = new Map<string, readonly Slot[]>()
  for (const occasion of occasions) {
    const winners = new Map<string, string>()
    for (const one of occasion.toSorted(byPriority)) {
      const { automationId, at, caps } = one
      const holds = holdsOf(one).map((hold): CountedHold => {
        const known = visitors.get(startsName(hold))?.starts ?? ledger.visitors.get(startsName(hold)) ?? [] // prettier-ignore
        return { ...hold, ...countingAt(known.map(single), hold.cap, at, now) }
      })
      const known = overall.get(automationId) ?? ledger.overall.get(automationId) ?? []
      const all = caps.overall && countingAt(known, caps.overall, now, now)
      const reason = holdReason(holds, winners) ?? overallReason(caps.overall, all)
      const starts = reason === null
      if (!starts) refused.set(one.runId, { automationId, automation: caps.name, reason })
      for (const hold of holds) {
        const added = starts ? [...hold.slots, single(at)] : hold.slots
        if (starts || hold.wereAhead) visitors.set(startsName(hold), startsOf(hold, added, at))
        if (starts && hold.group) winners.set(hold.group.groupId, `"${caps.name}" (priority ${hold.group.priority})`) // prettier-ignore
      }
      if (!caps.overall || !all) continue
      const added = starts ? withStart(all.slots, caps.overall, now) : all.slots
      if (starts || all.wereAhead) overall.set(automationId, added)
    }
  }
  return { refused, visitors: [...visitors.values()], overall }
}

const single = (at: number): Slot => ({ at, starts: 1 })

/** As it is kept of a visitor: one by one. */
const startsOf = (
  { subjectId, streamId, visitorId, cap }: Hold,
  slots: readonly Slot[],
  at: number,
): VisitorStarts => ({
  subjectId,
  streamId,
  visitorId,
  starts: slots.map((slot) => slot.at),
  forgetAt: cap.periodMs === Number.POSITIVE_INFINITY ? null : at + cap.periodMs,
})

const byPriority = (one: Wanted, other: Wanted): number =>
  (other.caps.cooldown?.priority ?? 0) - (one.caps.cooldown?.priority ?? 0)

interface CountedHold extends Hold, Counting {}

function holdReason(
  holds: readonly CountedHold[],
  winners: ReadonlyMap<string, string>,
): string | null {
  const full = holds.find(({ slots, cap }) => sumOf(slots) >= cap.starts)
  if (!full) return null
  const { group, cap, slots } = full
  if (!group) return `It may start ${often(cap)} for a visitor, and has.`
  const winner = winners.get(group.groupId)
  if (winner !== undefined) return `${winner} of the cooldown group "${group.groupName}" starts instead of this one (priority ${group.priority}).` // prettier-ignore
  const until = new Date(Math.max(...slots.map(({ at }) => at)) + cap.periodMs).toISOString()
  return `The cooldown group "${group.groupName}" rests for this visitor until ${until}.`
}

const overallReason = (cap: Cap | null, all: Counting | null): string | null =>
  cap && all && sumOf(all.slots) >= cap.starts
    ? `It may start ${often(cap)} for all visitors together, and has.`
    : null

function often({ starts, periodMs }: Cap): string {
  const times = starts === 1 ? 'once' : `${starts} times`
  if (periodMs === Number.POSITIVE_INFINITY) return times
  const hours = periodMs / 3_600_000
  return `${times} in ${hours === 1 ? 'an hour' : `${hours} hours`}`
}
