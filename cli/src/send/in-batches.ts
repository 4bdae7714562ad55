import { batchBytes, createBatcher, type Batch } from './batcher.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import type { SendSettings } from './settings.ts'

/** The batches of an input, in the order of their numbers. The same input and settings give the same batches. */
export async function* inBatches(
  events: AsyncIterable<OutgoingEvent>,
  settings: SendSettings,
): AsyncGenerator<Batch> {
  const batcher = createBatcher(settings.concurrency, {
    events: settings.batch,
    bytes: batchBytes(settings),
  })
  for await (const event of events) {
    if (event.number > settings.skip) yield* batcher.add(event)
  }
  yield* batcher.end()
}
