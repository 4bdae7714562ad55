const firstMs = 250
const longestMs = 5_000

/**
 * How long to wait before the next try, in milliseconds: exponential with full jitter. A wish of
 * the server (`retryAfterMs`) is the least. `random` is in [0, 1).
 */
export function retryDelayMs(
  failures: number,
  random: number,
  retryAfterMs: number | undefined,
): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20))
  return Math.max(retryAfterMs ?? 0, Math.round(ceiling * random))
}

/** A `Retry-After` header in milliseconds: seconds, or a date. Undefined when it says nothing useful. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return seconds < 0 ? undefined : seconds * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
