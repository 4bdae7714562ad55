import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from './failure.ts'
import type { Settings } from './settings.ts'
import { verdictOf, type Verdict } from './verdict.ts'
import { waitBeforeMs } from './wait-before.ts'

export interface Posting {
  readonly body: string
  /** The same for every try, so that an endpoint which knows such keys stores the event once. */
  readonly key: string
  /** Which run of Outcrop called the flow, for an intake that can read it. */
  readonly lineage: string | undefined
  readonly settings: Pick<Settings, 'collectUrl' | 'timeoutMs' | 'maxAttempts'>
  /** How long the function may still run. */
  readonly remainingMs: () => number
  /** In [0, 1). */
  readonly random: () => number
}

/** What the function needs to answer after the last try. */
const marginMs = 500

/** Posts an event until it is collected; returns the number of tries or throws why not. */
export async function postEvent(posting: Posting): Promise<number> {
  const { collectUrl, maxAttempts } = posting.settings
  // Without the query, which may hold a key.
  const where = collectUrl.origin + collectUrl.pathname
  for (let attempt = 1; ; attempt += 1) {
    const verdict = await tryOnce(posting)
    if (verdict.kind === 'collected') return attempt
    if (verdict.kind === 'refused') throw refused(where, verdict.words)
    const waitMs = waitBeforeMs(attempt, verdict.afterMs, posting.random())
    if (attempt === maxAttempts || waitMs + marginMs >= posting.remainingMs()) {
      throw failed(`${where} ${verdict.words}, at the last of ${attempt} tries.`)
    }
    await sleep(waitMs)
  }
}

async function tryOnce({ body, key, lineage, settings, remainingMs }: Posting): Promise<Verdict> {
  const limitMs = Math.max(1, Math.min(settings.timeoutMs, remainingMs() - marginMs))
  try {
    const response = await fetch(settings.collectUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(lineage !== undefined && { 'outcrop-lineage': lineage }),
      },
      body,
      // An answer of a visitor is sent to the named endpoint or to nobody.
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.round(limitMs)),
    })
    await response.body?.cancel()
    return verdictOf(response.status, response.headers, Date.now())
  } catch (error) {
    return { kind: 'later', words: reasonOf(error, limitMs), afterMs: 0 }
  }
}

function reasonOf(error: unknown, limitMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `did not answer within ${Math.round(limitMs)} ms`
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const { code }: { code?: unknown } = typeof cause === 'object' && cause !== null ? cause : {}
  return `could not be reached (${typeof code === 'string' ? code : String(cause)})`
}

const refused = (where: string, words: string) =>
  new Failure(
    'delivery-rejected',
    `${where} ${words}.`,
    'Read what the endpoint says and correct the prompt, the stream or COLLECT_URL.',
  )

const failed = (message: string) =>
  new Failure(
    'delivery-failed',
    message,
    'Check that the function can reach the endpoint (VPC, security group, DNS), then run the flow again.',
    true,
  )
