import { formatNumber } from '../../ui/format.ts'

/** How many visitors, in words. */
export const visitorCount = (count: number): string =>
  count === 1 ? '1 visitor' : `${formatNumber(count)} visitors`
