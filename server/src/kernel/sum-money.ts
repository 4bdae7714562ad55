const scale = 9

/** Adds decimal strings exactly, to nine places; null when none of them is known. */
export function sumMoney(amounts: readonly (string | null)[]): string | null {
  const known = amounts.filter((amount) => amount !== null)
  if (known.length === 0) return null
  const total = known.reduce((sum, amount) => sum + nanoOf(amount), 0n)
  const digits = total.toString().padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function nanoOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
}
