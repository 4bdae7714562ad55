import { outgoingEvent, maxBodyBytes, type Fill, type OutgoingEvent } from './outgoing-event.ts'
import { readText } from './read-text.ts'
import { jsonSplitter } from './split-json.ts'
import type { Piece } from './splitter.ts'

/** The events of an input one by one; the input is never in memory as a whole. */
export async function* readEvents(
  bytes: AsyncIterable<Uint8Array>,
  fill: Fill,
): AsyncGenerator<OutgoingEvent> {
  for await (const piece of piecesOf(bytes)) yield outgoingEvent(piece, fill)
}

async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  const splitter = jsonSplitter(maxBodyBytes)
  for await (const chunk of readText(bytes)) yield* splitter.push(chunk)
  yield* splitter.end()
}
