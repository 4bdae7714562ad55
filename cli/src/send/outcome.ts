import { networkReason } from '../api/network-reason.ts'
import { retryAfterMs } from '../api/retry-delay.ts'

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly isRepeated: boolean }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number | undefined }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }

/** What an answer of the intake means for the sender. */
export function outcomeOf(status: number, headers: Headers, nowMs: number): Outcome {
  if (status >= 200 && status < 300) {
    return { kind: 'accepted', isRepeated: headers.get('idempotent-replayed') === 'true' }
  }
  const reason = headers.get('x-error') ?? `The server answered ${status} without a reason.`
  if (status === 408 || status === 429 || status >= 500) {
    return { kind: 'retry', reason, afterMs: retryAfterMs(headers.get('retry-after'), nowMs) }
  }
  if (status >= 300 && status < 400) {
    return { kind: 'refused', status, reason: `The server is elsewhere: ${headers.get('location') ?? 'it does not say where'}.` } // prettier-ignore
  }
  return { kind: 'refused', status, reason }
}

/** A request that got no answer: whether it was stored is unknown, so it is sent again under its key. */
export function outcomeOfFailure(error: unknown): Outcome {
  return {
    kind: 'retry',
    reason: `The server cannot be reached: ${networkReason(error)}.`,
    afterMs: undefined,
  }
}
