import type { AudienceEstimate } from '@outcrop/contract'
import { counted, formatNumber } from '../../ui/format.ts'

/** How many visitors would be in an audience, and how that is known. */
export function describeEstimate({ size, is_estimate, looked, total }: AudienceEstimate): string {
  if (!is_estimate) return `It takes in ${formatNumber(size)} of ${counted(total, 'visitor')} now.`
  const known = `reckoned from a sample of ${formatNumber(looked)}`
  return `It takes in about ${formatNumber(size)} of ${counted(total, 'visitor')} now, ${known}.`
}
