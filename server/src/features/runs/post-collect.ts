import { lineageNames } from '@outcrop/contract'
import { PrivateAddress, type Outbound, type OutboundResponse } from '../../http/outbound.ts'
import { Problem } from '../../kernel/problem.ts'

export interface CollectEndpoint {
  readonly url: string
  readonly timeoutMs: number
}

export interface Marks {
  /** The same for every try of one delivery. */
  readonly idempotencyKey: string
  /** What made the event, for an intake that can read it. */
  readonly lineage: string | undefined
}

export interface Posted {
  readonly status: number
}

/**
 * Posts an answer event to a Tealium-compatible Collect endpoint. An `X-Error` header is a refusal
 * even with a 200. Throws a `delivery-…` problem, or the reason of the signal.
 */
export async function postCollect(
  outbound: Outbound,
  { url, timeoutMs }: CollectEndpoint,
  payload: Record<string, unknown>,
  { idempotencyKey, lineage }: Marks,
  signal: AbortSignal,
): Promise<Posted> {
  const limit = AbortSignal.timeout(timeoutMs)
  const response = await outbound(url, {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      ...(lineage !== undefined && { [lineageNames.header]: lineage }),
    },
    body: JSON.stringify(payload),
    signal: AbortSignal.any([signal, limit]),
  }).catch((error: unknown) => {
    // A run that was cancelled or lost did not fail to deliver.
    if (signal.aborted && signal.reason instanceof Error) throw signal.reason
    throw limit.aborted ? tooSlow(url, timeoutMs) : unreached(url, error)
  })
  const complaint = response.headers['x-error']
  const isOk = response.status >= 200 && response.status < 300
  if (isOk && complaint === undefined) return { status: response.status }
  throw refusalOf(url, response, complaint === undefined ? response.text : String(complaint))
}

function unreached(url: string, cause: unknown): Problem {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (!(cause instanceof PrivateAddress)) {
    return new Problem('delivery-failed', `${url} could not be reached: ${reason}`, { cause })
  }
  return new Problem('delivery-rejected', `Nothing was sent to ${url}: ${reason}.`, {
    cause,
    remedy: 'Name an endpoint on the internet. For one in your own network, an operator must set OUTCROP_ALLOW_PRIVATE_NETWORKS=on.', // prettier-ignore
  })
}

const tooSlow = (url: string, timeoutMs: number) =>
  new Problem('delivery-failed', `${url} did not answer within ${timeoutMs / 1000} s.`)

/** The documented retry list of Collect senders; everything else will not get better by itself. */
const worthRetrying = new Set([408, 429, 500, 502, 503, 504])

function refusalOf(url: string, { status, headers }: OutboundResponse, words: string): Problem {
  const said = headers.location === undefined ? words.slice(0, 500) : `go to ${headers.location}`
  const detail = `${url} answered ${status}${said === '' ? '' : `: ${said}`}`
  const wait = Number(headers['retry-after'])
  return worthRetrying.has(status)
    ? new Problem(
        'delivery-failed',
        detail,
        Number.isFinite(wait) && wait > 0 ? { retryAfterMs: wait * 1000 } : {},
      )
    : new Problem('delivery-rejected', detail)
}
