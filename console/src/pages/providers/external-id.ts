/** An external id that nobody guesses, from 16 random bytes. */
export function externalId(random: Uint8Array): string {
  const digits = [...random].map((byte) => byte.toString(16).padStart(2, '0'))
  return `outcrop-${digits.join('')}`
}
