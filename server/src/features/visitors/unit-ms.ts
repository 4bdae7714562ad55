import type { TimeUnit } from '@outcrop/contract'

const minute = 60_000
const day = 1440 * minute

/** Lengths of time in milliseconds. A month is 30 days. */
export const unitMs: Readonly<Record<TimeUnit, number>> = {
  minutes: minute,
  hours: 60 * minute,
  days: day,
  weeks: 7 * day,
  months: 30 * day,
}
