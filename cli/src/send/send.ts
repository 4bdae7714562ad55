import { acknowledge, isAcknowledged } from './acknowledged.ts'
import type { Batch } from './batcher.ts'
import { inBatches } from './in-batches.ts'
import { inLanes } from './in-lanes.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { createPacer } from './pacer.ts'
import { sendBatch, type Sending } from './send-batch.ts'
import type { SendState } from './state-file.ts'

export interface SendOptions extends Sending {
  readonly eventsPerSecond: number | undefined
  /** Stops the other lanes when one has failed. */
  readonly stop: AbortController
  /** Called with the state after each acknowledged batch. */
  readonly onAcknowledged: (state: SendState, totals: SendTotals) => void
}

export interface SendTotals {
  /** Events that the server has acknowledged, those of an interrupted send included. */
  readonly accepted: number
  /** Of these, events of batches that an interrupted send had finished. */
  readonly resumed: number
  /** Of these, events that the server had already from an earlier send. */
  readonly repeated: number
  readonly batches: number
  readonly retries: number
}

const nothing: SendTotals = { accepted: 0, resumed: 0, repeated: 0, batches: 0, retries: 0 }

/** Sends events from where `state` stands to the end. Resolves when the server has acknowledged all. */
export async function send(
  events: AsyncIterable<OutgoingEvent>,
  begin: SendState,
  options: SendOptions,
): Promise<SendTotals> {
  const pacer = createPacer(options.eventsPerSecond)
  let state = begin
  let totals = nothing
  const work = async (batch: Batch) => {
    const count = batch.events.length
    if (isAcknowledged(begin.acknowledged, batch.number)) {
      totals = { ...totals, accepted: totals.accepted + count, resumed: totals.resumed + count }
      return
    }
    await pause(options, pacer.reserve(count, options.now()))
    const { isRepeated, tries } = await sendBatch(batch, options)
    state = { ...state, acknowledged: acknowledge(state.acknowledged, batch.number) }
    totals = {
      ...totals,
      accepted: totals.accepted + count,
      // A batch that is recognised only when it is tried again was stored by the try before.
      repeated: totals.repeated + (isRepeated && tries === 1 ? count : 0),
      batches: totals.batches + 1,
      retries: totals.retries + tries - 1,
    }
    options.onAcknowledged(state, totals)
  }
  await inLanes(inBatches(events, begin.settings), work, () => options.stop.abort())
  return totals
}

async function pause({ sleep }: Sending, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms)
}
