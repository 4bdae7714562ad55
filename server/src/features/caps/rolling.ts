import type { Cap } from './caps-of.ts'

/** A start, or several, and when the last of them was: as long as that counts, all of them do. */
export interface Slot {
  readonly at: number
  readonly starts: number
}

/** What counts at a time, and whether any of it has to be written down as it is now. */
export interface Counting {
  readonly slots: readonly Slot[]
  readonly wereAhead: boolean
}

/**
 * What counts at a time: what started within the period before it. What lies in the future, because the
 * clock was set back, counts as if it were of now; it must be kept so, or it would be of now for as long
 * as the clock was ahead.
 */
export function countingAt(
  known: readonly Slot[],
  { periodMs }: Cap,
  at: number,
  now: number,
): Counting {
  // A visitor's moments may come later than the clock of another machine says that it is.
  const latest = Math.max(at, now)
  const slots = known.map((slot) => ({ ...slot, at: Math.min(slot.at, latest) }))
  return {
    slots: slots.filter((slot) => slot.at > at - periodMs),
    wereAhead: known.some((slot) => slot.at > latest),
  }
}

export const sumOf = (slots: readonly Slot[]): number =>
  slots.reduce((sum, { starts }) => sum + starts, 0)

/** Parts of a period: a start for all visitors counts for up to one of them longer than the period. */
const slotsOfPeriod = 60

/** Slots with another start, which is not before any of them. */
export function withStart(slots: readonly Slot[], { periodMs }: Cap, at: number): Slot[] {
  const slotOf = (time: number) => Math.floor((time * slotsOfPeriod) / periodMs)
  const last = slots.at(-1)
  return last && slotOf(last.at) === slotOf(at)
    ? [...slots.slice(0, -1), { at, starts: last.starts + 1 }]
    : [...slots, { at, starts: 1 }]
}
