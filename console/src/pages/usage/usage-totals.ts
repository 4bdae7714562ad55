import type { UsageGroup } from '@outcrop/contract'

/** The sums of some groups. */
export interface UsageTotals {
  readonly calls: number
  readonly failures: number
  readonly cached: number
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly unpriced: number
  readonly uncounted: number
}

export function usageTotals(groups: readonly UsageGroup[]): UsageTotals {
  const sum = (pick: (group: UsageGroup) => number) =>
    groups.reduce((total, group) => total + pick(group), 0)
  return {
    calls: sum(({ calls }) => calls),
    failures: sum(({ failures }) => failures),
    cached: sum(({ cached }) => cached),
    input: sum(({ tokens }) => tokens.input ?? 0),
    output: sum(({ tokens }) => tokens.output ?? 0),
    cacheRead: sum(({ tokens }) => tokens.cache_read),
    unpriced: sum(({ unpriced }) => unpriced),
    uncounted: sum(({ uncounted }) => uncounted),
  }
}
