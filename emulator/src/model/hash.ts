import { createHash } from 'node:crypto'

/** A number in [0, 1) that depends only on the text. */
export function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 4_294_967_296
}

/** A fingerprint of a text of any length. */
export function longHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Eight hexadecimal digits that depend only on the text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
