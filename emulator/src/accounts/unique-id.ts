import { createHash } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An AWS-like id: a prefix such as `AROA` and 17 characters that depend only on the source. */
export function uniqueId(prefix: string, source: string | Uint8Array): string {
  const digest = createHash('sha256').update(source).digest()
  return prefix + Array.from(digest.subarray(0, 17), (byte) => alphabet[byte % 32]).join('')
}
