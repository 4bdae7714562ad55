import type { Readable } from 'node:stream'

export class BodyTooLarge extends Error {}

/** The client went away before the body was complete. */
export class BrokenOff extends Error {}

/** Collects a request body. Rejects when the sender breaks off or sends more than the limit. */
export function readBody(source: Readable, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    source.on('data', (chunk: Buffer) => {
      size += chunk.length
      // The rest is still drained, so that the client can finish writing and read the refusal.
      if (size <= limitBytes) chunks.push(chunk)
    })
    source.once('end', () => {
      if (size > limitBytes) reject(new BodyTooLarge(`The body has ${size} bytes.`))
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size))
    })
    source.once('error', () => reject(new BrokenOff()))
    source.once('close', () => reject(new BrokenOff()))
  })
}
