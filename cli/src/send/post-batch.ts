import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { bodyOf, type Batch } from './batcher.ts'
import type { Fill } from './outgoing-event.ts'
import { outcomeOf, outcomeOfFailure, type Outcome } from './outcome.ts'

const compress = promisify(gzip)
/** Below this the time for compressing is better spent on sending. */
const gzipFromBytes = 16_384
const timeoutMs = 60_000

export interface Target {
  readonly url: string
  readonly source: string
  readonly fill: Fill
  readonly signal: AbortSignal
}

/** Sends one batch once. The key lets the server recognise it when it comes again. */
export async function postBatch(batch: Batch, target: Target): Promise<Outcome> {
  const body = Buffer.from(bodyOf(batch, target.fill))
  const isLarge = body.length >= gzipFromBytes
  try {
    const response = await fetch(`${target.url}/bulk-event`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'outcrop-cli',
        'idempotency-key': `${target.source}:${batch.number}`,
        ...(isLarge && { 'content-encoding': 'gzip' }),
      },
      body: isLarge ? await compress(body, { level: 1 }) : body,
      signal: AbortSignal.any([target.signal, AbortSignal.timeout(timeoutMs)]),
    })
    // The status is the whole answer; the rest is read only to keep the connection.
    await response.arrayBuffer().catch(() => undefined)
    return outcomeOf(response.status, response.headers, Date.now())
  } catch (error) {
    if (target.signal.aborted) throw error
    return outcomeOfFailure(error)
  }
}
