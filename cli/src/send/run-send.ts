import { setTimeout as sleepFor } from 'node:timers/promises'
import type { Session } from '../session/session.ts'
import { progress, type Progress } from '../terminal/progress.ts'
import { takeBaseline } from '../wait/baseline.ts'
import { patientClient } from '../api/patient-client.ts'
import type { Waited } from '../wait/wait-for-runs.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { postBatch } from './post-batch.ts'
import { readEvents } from './read-events.ts'
import { send, type SendTotals } from './send.ts'
import { sendFailure } from './send-failure.ts'
import type { Source } from './source.ts'
import type { SendState } from './state-file.ts'
import { troubleNotes } from './trouble-notes.ts'
import { waitAfterSend } from './wait-after-send.ts'

export interface SendWishes {
  readonly eventsPerSecond: number | undefined
  readonly giveUpAfterMs: number
  /** Undefined: do not wait for runs. */
  readonly waitTimeoutMs: number | undefined
}

export interface SendResult {
  readonly totals: SendTotals
  readonly elapsedMs: number
  readonly waited: Waited | undefined
}

/** Sends a source with everything around it: progress, remembered state, stopping, waiting for runs. */
export async function runSend(
  session: Session,
  source: Source,
  wishes: SendWishes,
): Promise<SendResult> {
  const { terminal, signal, url, apiKey } = session
  const client = patientClient({ baseUrl: url, ...(apiKey !== undefined && { apiKey }) }, signal)
  const isWaiting = wishes.waitTimeoutMs !== undefined
  const begin =
    isWaiting && !source.begin.baseline
      ? { ...source.begin, baseline: await takeBaseline(client) }
      : source.begin
  const visitors = new Set<string | null>()
  const events = seenBy(
    readEvents(source.open(), begin.settings),
    begin,
    isWaiting ? visitors : undefined,
  )
  const startedAt = Date.now()
  const bar = progress(terminal, source.events, Date.now)
  const totals = await sendEvents(events, begin, { session, source, wishes, bar })
  const elapsedMs = Date.now() - startedAt
  await source.state?.remove()
  const waited = await waitAfterSend(
    { baseline: begin.baseline, visitors, totals },
    wishes.waitTimeoutMs,
    client,
    bar,
    signal,
  )
  return { totals, elapsedMs, waited }
}

/** Passes events on and remembers whom they are about. */
async function* seenBy(
  events: AsyncIterable<OutgoingEvent>,
  { settings }: SendState,
  visitors: Set<string | null> | undefined,
): AsyncGenerator<OutgoingEvent> {
  for await (const event of events) {
    if (event.number > settings.skip) visitors?.add(event.visitor)
    yield event
  }
}

interface Around {
  readonly session: Session
  readonly source: Source
  readonly wishes: SendWishes
  readonly bar: Progress
}

async function sendEvents(
  events: AsyncIterable<OutgoingEvent>,
  begin: SendState,
  { session, source, wishes, bar }: Around,
): Promise<SendTotals> {
  const stop = new AbortController()
  const signal = AbortSignal.any([session.signal, stop.signal])
  const trouble = troubleNotes((text) => bar.note(text), Date.now)
  const target = { url: session.url, source: begin.source, fill: begin.settings, signal }
  let accepted = 0
  try {
    return await send(events, begin, {
      ...wishes,
      stop,
      post: (batch) => postBatch(batch, target),
      sleep: (ms) => sleepFor(ms, undefined, { signal }),
      now: Date.now,
      random: Math.random,
      onTrouble: (reason, delayMs) => trouble.onTrouble(reason, delayMs),
      onAcknowledged: (state, totals) => {
        trouble.onSuccess()
        accepted = totals.accepted
        source.state?.save(state)
        bar.update(accepted)
      },
    })
  } catch (error) {
    await source.state?.settled()
    throw sendFailure(error, standOf(source, begin, accepted))
  } finally {
    bar.end()
  }
}

function standOf({ label, state }: Source, { settings }: SendState, accepted: number) {
  // With several lanes the stored events are not simply the first ones.
  const skip = settings.concurrency === 1 ? settings.skip + accepted : undefined
  return { accepted, file: label, isResumable: state !== undefined, skip }
}
