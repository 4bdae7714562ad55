import type { Cap, Cooldown, StartCaps } from './caps-of.ts'
import { counting, stretchAt, type Stretch } from './rolling.ts'

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
  readonly overall: ReadonlyMap<string, Stretch>
}

export interface Refusal {
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
  readonly overall: ReadonlyMap<string, Stretch>
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
  const overall = new Map<string, Stretch>()
  for (const occasion of occasions) {
    const winners = new Map<string, string>()
    for (const one of occasion.toSorted(byPriority)) {
      const { automationId, at, caps } = one
      const holds = holdsOf(one).map((hold) => {
        const name = startsName(hold)
        const known = visitors.get(name)?.starts ?? ledger.visitors.get(name) ?? []
        return { ...hold, name, starts: counting(known, hold.cap, at) }
      })
      const stretch = caps.overall && stretchAt(overall.get(automationId) ?? ledger.overall.get(automationId), caps.overall, now) // prettier-ignore
      const reason = holdReason(holds, winners) ?? overallReason(caps.overall, stretch)
      if (reason !== null) {
        refused.set(one.runId, { automation: caps.name, reason })
        continue
      }
      for (const { name, starts, cap, group, subjectId, streamId, visitorId } of holds) {
        const forgetAt = cap.periodMs === Number.POSITIVE_INFINITY ? null : at + cap.periodMs
        visitors.set(name, { subjectId, streamId, visitorId, starts: [...starts, at], forgetAt })
        if (group) winners.set(group.groupId, caps.name)
      }
      if (stretch) overall.set(automationId, { ...stretch, starts: stretch.starts + 1 })
    }
  }
  return { refused, visitors: [...visitors.values()], overall }
}

const byPriority = (one: Wanted, other: Wanted): number =>
  (other.caps.cooldown?.priority ?? 0) - (one.caps.cooldown?.priority ?? 0)

interface CountedHold extends Hold {
  readonly starts: readonly number[]
}

function holdReason(
  holds: readonly CountedHold[],
  winners: ReadonlyMap<string, string>,
): string | null {
  const full = holds.find(({ starts, cap }) => starts.length >= cap.starts)
  if (!full) return null
  const { group, cap, starts } = full
  if (!group) return `It may start ${often(cap)} for a visitor, and has.`
  const winner = winners.get(group.groupId)
  if (winner !== undefined) return `"${winner}" of the cooldown group "${group.groupName}" starts instead.` // prettier-ignore
  const until = new Date(Math.max(...starts) + cap.periodMs).toISOString()
  return `The cooldown group "${group.groupName}" rests for this visitor until ${until}.`
}

const overallReason = (cap: Cap | null, stretch: Stretch | null): string | null =>
  cap && stretch && stretch.starts >= cap.starts
    ? `It may start ${often(cap)} for all visitors together, and has.`
    : null

function often({ starts, periodMs }: Cap): string {
  const times = starts === 1 ? 'once' : `${starts} times`
  if (periodMs === Number.POSITIVE_INFINITY) return times
  const hours = periodMs / 3_600_000
  return `${times} in ${hours === 1 ? 'an hour' : `${hours} hours`}`
}
