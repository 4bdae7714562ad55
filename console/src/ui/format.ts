const number = new Intl.NumberFormat()
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

export const formatNumber = (value: number): string => number.format(value)

/** Shortened when long: 1,234,567 becomes 1.2M. */
export const formatCompact = (value: number): string =>
  value < 100_000 ? number.format(value) : compact.format(value)

/** A count that the server may not know. */
export const formatCount = (value: number | null): string =>
  value === null ? '–' : number.format(value)

export const formatTime = (iso: string): string => dateTime.format(new Date(iso))

/** US dollars from a decimal string; below a dime at least the first two digits that matter. */
export function formatMoney(usd: string | null): string {
  if (usd === null) return '–'
  const value = Number(usd)
  const small = value !== 0 && Math.abs(value) < 0.1
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: 'USD',
    ...(small
      ? { minimumSignificantDigits: 1, maximumSignificantDigits: 2 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }).format(value)
}

/** A mark of an axis of money, with as many digits as the step between two marks has. */
export function formatMoneyTick(usd: number, step: number): string {
  const digits = step > 0 ? Math.max(step < 1 ? 2 : 0, Math.ceil(-Math.log10(step))) : 0
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd)
}

const unit = (value: number, name: string, digits: number) =>
  new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)

/** A length of time in the unit that fits it: 420 ms, 1.3 sec, 2 min 5 sec, 3 hr 4 min. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < 1000) return unit(Math.round(ms), 'millisecond', 0)
  if (ms < 60_000) return unit(ms / 1000, 'second', 1)
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) {
    return `${unit(Math.floor(seconds / 60), 'minute', 0)} ${unit(seconds % 60, 'second', 0)}`
  }
  const minutes = Math.round(seconds / 60)
  return `${unit(Math.floor(minutes / 60), 'hour', 0)} ${unit(minutes % 60, 'minute', 0)}`
}

const steps = [
  { unit: 'second', ms: 1000, below: 60_000 },
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
] as const

/** How long ago, up to a day: "5 minutes ago". Null when it is longer, and the date says more. */
export function formatAgo(iso: string, now: number): string | null {
  const passed = now - Date.parse(iso)
  // The present is renewed every ten seconds only: what is nearer than that is now.
  if (Math.abs(passed) < 10_000) return relative.format(0, 'second')
  const step = steps.find(({ below }) => Math.abs(passed) < below)
  if (!step) return null
  return relative.format(-Math.round(passed / step.ms), step.unit)
}

/** "succeeded_with_defaults" as people write it. */
export function words(name: string): string {
  const spaced = name.replaceAll(/[_-]/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** A number with its noun, such as "1 visitor" and "2,000 visitors". */
export const counted = (count: number, one: string): string =>
  `${formatNumber(count)} ${count === 1 ? one : `${one}s`}`
