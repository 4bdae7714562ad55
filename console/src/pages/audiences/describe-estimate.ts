import type { AudienceEstimate } from '@outcrop/contract'
import { formatNumber } from '../../ui/format.ts'
import { visitorCount } from './visitor-count.ts'

/** How many visitors would be in an audience, and how that is known. */
export function describeEstimate({ size, is_estimate, looked, total }: AudienceEstimate): string {
  if (!is_estimate) return `It takes in ${formatNumber(size)} of ${visitorCount(total)} now.`
  const known = `reckoned from a sample of ${formatNumber(looked)}`
  return `It takes in about ${formatNumber(size)} of ${visitorCount(total)} now, ${known}.`
}
