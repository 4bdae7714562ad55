import {
  liveTracePath,
  problemOfResponse,
  readSse,
  traceLine,
  type TraceLine,
} from '@outcrop/contract'
import { setTimeout as sleep } from 'node:timers/promises'
import { retryDelayMs } from '../api/retry-delay.ts'

export interface Following {
  readonly url: string
  readonly apiKey: string | undefined
  readonly traceId: string
  readonly signal: AbortSignal
  /** Called when the connection broke and is made again. */
  readonly onBreak: () => void
}

/** The lines of a trace as they come; ends when the trace ends. Goes on after a broken connection. */
export async function* followTrace(following: Following): AsyncGenerator<TraceLine> {
  let lastId: string | undefined
  let hasConnected = false
  const isStopped = () => following.signal.aborted
  for (let failures = 0; !isStopped(); failures += 1) {
    try {
      const messages = await connect(following, lastId)
      hasConnected = true
      for await (const { event, data, id } of messages) {
        failures = 0
        lastId = id ?? lastId
        if (event === 'end') return
        if (event === 'line') yield traceLine.parse(JSON.parse(data))
      }
    } catch (error) {
      if (isStopped()) return
      // A connection that never was is a failure; one that broke is made again.
      if (!(error instanceof TypeError) || !hasConnected) throw error
    }
    if (failures === 0) following.onBreak()
    const delayMs = retryDelayMs(failures + 1, Math.random(), 500)
    // Ctrl-C ends the pause, and then the loop.
    await sleep(delayMs, undefined, { signal: following.signal }).catch(() => undefined)
  }
}

async function connect({ url, apiKey, traceId, signal }: Following, lastId: string | undefined) {
  const path = liveTracePath.replace(':id', encodeURIComponent(traceId))
  const response = await fetch(url + path, {
    headers: {
      accept: 'text/event-stream',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(lastId !== undefined && { 'last-event-id': lastId }),
    },
    signal,
  })
  if (!response.ok || !response.body) throw await problemOfResponse(response)
  return readSse(response.body.pipeThrough(new TextDecoderStream()))
}
