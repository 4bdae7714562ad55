/** Nobody is kept waiting longer than this by a header. */
const longestMs = 3_600_000

/**
 * How long a response asks to wait, in milliseconds: AWS's own header first, then the one of HTTP
 * in seconds or as a date. Undefined when it does not ask, or not understandably.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  now: Date,
): number | undefined {
  return (
    within(Number(headers['x-amz-retry-after'] || NaN)) ??
    within(Number(headers['retry-after'] || NaN) * 1000) ??
    within(Date.parse(headers['retry-after'] ?? '') - now.getTime())
  )
}

function within(ms: number): number | undefined {
  return ms >= 0 ? Math.min(Math.round(ms), longestMs) : undefined
}
