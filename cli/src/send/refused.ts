import type { Batch } from './batcher.ts'

/** The server will not take a batch, however often it is sent. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly batch: Batch
  readonly status: number

  constructor(batch: Batch, status: number, reason: string) {
    super(reason)
    this.batch = batch
    this.status = status
  }
}

/** The server could not be reached, or could not store anything, for too long. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp'
}

/** The lines of the input that a refusal is about: one when the server names the event, else all of the batch. */
export function refusedLines({ batch, message }: Refused): string {
  const index = /\bevents\[(\d+)\]/.exec(message)?.[1]
  const named = index === undefined ? undefined : batch.events[Number(index)]
  const first = batch.events[0]?.line
  const last = batch.events.at(-1)?.line
  if (named) return `Line ${named.line}`
  return first === last ? `Line ${first ?? '?'}` : `Lines ${first ?? '?'} to ${last ?? '?'}`
}
