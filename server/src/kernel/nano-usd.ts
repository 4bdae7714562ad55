/** Places after the point that amounts are counted to. */
const scale = 9

/** A decimal string in USD as whole billionths, in which sums are exact. More places are cut off. */
export function nanoUsd(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
}

/** Billionths of a USD as a decimal string with nine places. */
export function usdOfNano(nano: bigint): string {
  const digits = nano.toString().padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
