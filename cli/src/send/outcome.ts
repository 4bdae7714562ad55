import { retryAfterMs } from './retry-delay.ts'

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

/** Why a connection failed, in a few words. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return code === undefined ? cause.message : (wordsFor[code] ?? `${cause.message} (${code})`)
}

const wordsFor: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'the connection broke (ECONNRESET)',
  UND_ERR_SOCKET: 'the connection broke',
  ENOTFOUND: 'there is no such host (ENOTFOUND)',
  EPIPE: 'the connection broke (EPIPE)',
}
