const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 1234567 as 1,234,567. */
export const grouped = (value: number): string => whole.format(value)

/** As `grouped`, of what may be unknown. */
export const groupedOrUnknown = (value: number | null): string =>
  value === null ? '–' : grouped(value)

/** 1 event, 2 events. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

/** Milliseconds as people say them: 340 ms, 2.5 s, 3 min 20 s, 2 h 5 min. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** 2026-06-01T12:00:00.000Z as 2026-06-01 12:00:00. */
export const shortTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ')
