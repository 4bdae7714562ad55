import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { InputError } from '../terminal/input-error.ts'
import type { Fill } from './outgoing-event.ts'
import { readEvents } from './read-events.ts'

/** What is known of a file after reading it once. */
export interface Inspected {
  readonly sha256: string
  readonly events: number
}

/**
 * Reads a whole file before anything of it is sent: a file with a mistake sends nothing, its
 * contents give the send its name, and the progress knows the end.
 */
export async function inspectFile(path: string, fill: Fill): Promise<Inspected> {
  await demandReadable(path)
  const hash = createHash('sha256')
  let events = 0
  for await (const event of readEvents(hashed(openFile(path), hash), fill)) events = event.number
  return { sha256: hash.digest('hex'), events }
}

export function openFile(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 262_144 })
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

async function demandReadable(path: string): Promise<void> {
  const remedy =
    'Name a file of JSON lines or a JSON array (gzip is fine), or - for standard input.'
  try {
    await access(path, constants.R_OK)
  } catch {
    throw new InputError(`The file ${path} does not exist or cannot be read.`, remedy)
  }
  if ((await stat(path)).isDirectory()) throw new InputError(`${path} is a folder.`, remedy)
}
