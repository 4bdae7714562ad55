import type { Cap, StartCaps } from './caps-of.ts'
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

export interface VisitorKey {
  readonly automationId: string
  readonly streamId: string
  readonly visitorId: string
}

export const visitorStartsKey = ({ automationId, streamId, visitorId }: VisitorKey): string =>
  `${automationId} ${streamId} ${visitorId}`

/** What has started before. */
export interface Ledger {
  /** When, by `visitorStartsKey`. */
  readonly visitors: ReadonlyMap<string, readonly number[]>
  /** By automation. */
  readonly overall: ReadonlyMap<string, Stretch>
}

export interface Refusal {
  readonly automation: string
  readonly reason: string
}

export interface VisitorStarts extends VisitorKey {
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

/**
 * Lets start what its caps allow, one after the other: pure. A visitor's starts are counted at their
 * moments; those of all visitors by the clock, `now`, because their moments come in no order.
 */
export function limitStarts(wanted: readonly Wanted[], ledger: Ledger, now: number): Limited {
  const refused = new Map<string, Refusal>()
  const visitors = new Map<string, VisitorStarts>()
  const overall = new Map<string, Stretch>()
  for (const { runId, automationId, streamId, visitorId, at, caps } of wanted) {
    const ofVisitor = visitorId !== null && caps.visitor ? { ...caps.visitor, key: { automationId, streamId, visitorId } } : null // prettier-ignore
    const name = ofVisitor ? visitorStartsKey(ofVisitor.key) : ''
    const known = visitors.get(name)?.starts ?? ledger.visitors.get(name) ?? []
    const starts = ofVisitor ? counting(known, ofVisitor, at) : []
    const stretch = caps.overall && stretchAt(overall.get(automationId) ?? ledger.overall.get(automationId), caps.overall, now) // prettier-ignore
    const reason = reasonOf(caps, starts.length, stretch)
    if (reason !== null) {
      refused.set(runId, { automation: caps.name, reason })
      continue
    }
    if (ofVisitor) {
      const forgetAt = ofVisitor.periodMs === Number.POSITIVE_INFINITY ? null : at + ofVisitor.periodMs // prettier-ignore
      visitors.set(name, { ...ofVisitor.key, starts: [...starts, at], forgetAt })
    }
    if (stretch) overall.set(automationId, { ...stretch, starts: stretch.starts + 1 })
  }
  return { refused, visitors: [...visitors.values()], overall }
}

function reasonOf(
  { visitor, overall }: StartCaps,
  starts: number,
  stretch: Stretch | null,
): string | null {
  if (visitor && starts >= visitor.starts)
    return `It may start ${often(visitor)} for a visitor, and has.`
  if (overall && stretch && stretch.starts >= overall.starts)
    return `It may start ${often(overall)} for all visitors together, and has.`
  return null
}

function often({ starts, periodMs }: Cap): string {
  const times = starts === 1 ? 'once' : `${starts} times`
  if (periodMs === Number.POSITIVE_INFINITY) return times
  const hours = periodMs / 3_600_000
  return `${times} in ${hours === 1 ? 'an hour' : `${hours} hours`}`
}
