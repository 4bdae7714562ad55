/** What an answer of a Collect endpoint means. */
export type Verdict =
  | { readonly kind: 'collected' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'later'; readonly words: string; readonly afterMs: number }

/** The documented retry list of Collect senders; everything else will not get better by itself. */
const worthRetrying = new Set([408, 429, 500, 502, 503, 504])

/** An `X-Error` is a refusal whatever the status: some endpoints refuse with 200. */
export function verdictOf(status: number, headers: Headers, nowMs: number): Verdict {
  const complaint = headers.get('x-error')
  const location = headers.get('location')
  const words = `answered ${status}${complaint === null ? '' : `: ${complaint}`}`
  if (worthRetrying.has(status)) {
    return { kind: 'later', words, afterMs: delayMs(headers.get('retry-after'), nowMs) }
  }
  if (status >= 200 && status < 300 && complaint === null) return { kind: 'collected' }
  return { kind: 'refused', words: location === null ? words : `${words}: go to ${location}` }
}

/** Seconds or a date. */
function delayMs(retryAfter: string | null, nowMs: number): number {
  if (retryAfter === null) return 0
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs
  return Number.isFinite(wait) ? Math.max(0, wait) : 0
}
