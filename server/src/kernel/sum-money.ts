import { nanoUsd, usdOfNano } from './nano-usd.ts'

/** Adds decimal strings exactly, to nine places; a single one stays as it is. Null when none is known. */
export function sumMoney(amounts: readonly (string | null)[]): string | null {
  const known = amounts.filter((amount) => amount !== null)
  if (known.length <= 1) return known[0] ?? null
  return usdOfNano(known.reduce((sum, amount) => sum + nanoUsd(amount), 0n))
}
