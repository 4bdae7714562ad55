import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { InputError } from '../terminal/input-error.ts'

/** The text behind bytes that may be gzip: recognised by its first two bytes, not by a name. */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of inflated(bytes)) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw readable(error)
  }
}

async function* inflated(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  const head = await firstBytes(iterator)
  const all = Readable.from(rejoined(head, iterator), { objectMode: false })
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* chunksOf(all)
    return
  }
  // A failure on either side surfaces where the result is read.
  yield* chunksOf(pipeline(all, createGunzip(), () => undefined))
}

async function* chunksOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
}

async function firstBytes(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array()
  while (head.length < 2) {
    const next = await iterator.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  return head
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

function readable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new InputError('The input is not UTF-8 text.', 'Save it as UTF-8 and send it again.')
  }
  if (code === 'Z_BUF_ERROR') {
    return new InputError('The gzip data ends in the middle.', 'Copy or compress the file again.')
  }
  if (code === 'Z_DATA_ERROR') {
    return new InputError('The gzip data is damaged.', 'Copy or compress the file again.')
  }
  return error
}
