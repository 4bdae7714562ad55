import { nanoUsd, usdOfNano } from './nano-usd.ts'

/** Adds decimal strings exactly, to nine places; null when none of them is known. */
export function sumMoney(amounts: readonly (string | null)[]): string | null {
  const known = amounts.filter((amount) => amount !== null)
  if (known.length === 0) return null
  return usdOfNano(known.reduce((sum, amount) => sum + nanoUsd(amount), 0n))
}
