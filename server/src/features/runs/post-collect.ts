import { Problem } from '../../kernel/problem.ts'

export interface CollectEndpoint {
  readonly url: string
  readonly timeoutMs: number
}

export interface Posted {
  readonly status: number
}

/**
 * Posts an answer event to a Tealium-compatible Collect endpoint. An `X-Error` header is a refusal
 * even with a 200. The idempotency key is the same for every try of one delivery.
 */
export async function postCollect(
  { url, timeoutMs }: CollectEndpoint,
  payload: Record<string, unknown>,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<Posted> {
  const response = await attempted(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(payload),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  const complaint = response.headers.get('x-error')
  const body = (await response.text().catch(() => '')).slice(0, 500)
  if (response.ok && complaint === null) return { status: response.status }
  throw refusalOf(response, complaint ?? body)
}

async function attempted(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted && init.signal.reason instanceof Problem) throw init.signal.reason
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new Problem('delivery-failed', `${url} could not be reached: ${cause}`, { cause: error })
  }
}

/** The documented retry list of Collect senders; everything else will not get better by itself. */
const worthRetrying = new Set([408, 429, 500, 502, 503, 504])

function refusalOf(response: Response, words: string): Problem {
  const detail = `${response.url} answered ${response.status}${words === '' ? '' : `: ${words}`}`
  const wait = Number(response.headers.get('retry-after'))
  return worthRetrying.has(response.status)
    ? new Problem(
        'delivery-failed',
        detail,
        Number.isFinite(wait) && wait > 0 ? { retryAfterMs: wait * 1000 } : {},
      )
    : new Problem('delivery-rejected', detail)
}
