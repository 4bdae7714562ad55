import { createHash } from 'node:crypto'

/** A new key from 32 random bytes. */
export function apiKeyOf(random: Buffer): string {
  return `ock_${random.toString('base64url')}`
}

/** What is stored of a key. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** What may be shown of a key, to recognise it by. */
export function prefixOfKey(key: string): string {
  return key.slice(0, key.startsWith('ock_') ? 8 : 4)
}

/** The key in an Authorization header; undefined when it holds something else. */
export function keyInHeader(authorization: string): string | undefined {
  return /^bearer +(\S{16,500}) *$/i.exec(authorization)?.[1]
}
