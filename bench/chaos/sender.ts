import { setTimeout as sleep } from 'node:timers/promises'
import type { RetailEvent } from '../rig/retail-events.ts'

export interface Sender {
  /** Events that the server has acknowledged. */
  readonly acknowledged: ReadonlySet<RetailEvent>
  /** Requests that had to be sent again. */
  retries(): number
  /** Resolves when every event is acknowledged; rejects when one is refused for good. */
  readonly done: Promise<void>
}

export interface SenderOptions {
  readonly url: string
  readonly events: readonly RetailEvent[]
  readonly perSecond: number
  /** How many of the events may be sent at the moment. */
  readonly allowed: () => number
}

const lanes = 4
const retryMs = 100
const answerTimeoutMs = 10_000

/** Sends events in batches of 10 to 20, each under a key of its own, again and again until it is acknowledged. */
export function startSender({ url, events, perSecond, allowed }: SenderOptions): Sender {
  const acknowledged = new Set<RetailEvent>()
  let taken = 0
  let retries = 0

  const lane = async () => {
    while (taken < events.length) {
      const batch = events.slice(taken, taken + 10 + (taken % 11))
      if (taken + batch.length > allowed() && taken + batch.length < events.length) {
        await sleep(20)
        continue
      }
      taken += batch.length
      const key = `chaos-${taken}`
      while (!(await post(url, key, batch))) {
        retries += 1
        await sleep(retryMs)
      }
      for (const event of batch) acknowledged.add(event)
      await sleep((batch.length * lanes * 1000) / perSecond)
    }
  }
  const done = Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined)
  return { acknowledged, retries: () => retries, done }
}

/** Whether a batch was acknowledged. Throws when it never will be. */
async function post(url: string, key: string, events: readonly RetailEvent[]): Promise<boolean> {
  const response = await fetch(`${url}/bulk-event`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ events }),
    signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => undefined)
  await response?.arrayBuffer().catch(() => undefined)
  if (response && response.status >= 400 && response.status < 500) {
    throw new Error(`A batch was refused with ${response.status}: ${response.headers.get('x-error') ?? ''}`) // prettier-ignore
  }
  return response?.status === 200
}
