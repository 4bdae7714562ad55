import type { UsageGroup } from '@outcrop/contract'

export interface UsagePoint {
  readonly label: string
  readonly Spend: number
  readonly Input: number
  readonly Output: number
}

const hourMs = 3_600_000

/** A point for every hour of a day, or every day (UTC) of more, those without calls included. */
export function usagePoints(
  groups: readonly UsageGroup[],
  hours: number,
  now: number,
): UsagePoint[] {
  const byHour = hours <= 48
  const stepMs = byHour ? hourMs : 24 * hourMs
  const count = byHour ? hours : Math.ceil(hours / 24) + 1
  const last = Math.floor(now / stepMs)
  const known = new Map(groups.map((group) => [group.key, group]))
  const label = new Intl.DateTimeFormat(
    undefined,
    byHour
      ? { hour: 'numeric', minute: '2-digit' }
      : { month: 'short', day: 'numeric', timeZone: 'UTC' },
  )
  return Array.from({ length: count }, (_, index) => {
    const at = new Date((last - count + 1 + index) * stepMs)
    const group = known.get(byHour ? at.toISOString() : at.toISOString().slice(0, 10))
    return {
      label: label.format(at),
      Spend: Number(group?.cost_usd ?? 0),
      Input: group?.tokens.input ?? 0,
      Output: group?.tokens.output ?? 0,
    }
  })
}
