/** Digits and letters that are not mistaken for each other when they are read aloud or typed. */
const letters = '23456789abcdefghjkmnpqrstvwxyz'
const length = 12

/**
 * A key of a data source from random bytes. It is no secret, since every page that carries it shows
 * it, but nobody meets one by guessing or by a typing error.
 */
export function newKey(bytes: Uint8Array): string {
  const usable = [...bytes].filter((byte) => byte < 256 - (256 % letters.length))
  const key = usable.slice(0, length).map((byte) => letters[byte % letters.length]) // prettier-ignore
  if (key.length < length) throw new Error('There are too few random bytes for a key.')
  return key.join('')
}
