import type { UsageBucket } from '@outcrop/contract'

export interface ChartPoint {
  readonly label: string
  readonly Events: number
  readonly Succeeded: number
  readonly Failed: number
}

const dayOf = (iso: string) => new Date(iso).toLocaleDateString('en-CA')

/** What two axes of a chart need: by hour for a day, by local day for longer. */
export function chartPoints(buckets: readonly UsageBucket[]): ChartPoint[] {
  const byHour = buckets.length <= 48
  const label = new Intl.DateTimeFormat(
    undefined,
    byHour ? { hour: 'numeric', minute: '2-digit' } : { month: 'short', day: 'numeric' },
  )
  const groups = new Map<string, UsageBucket[]>()
  for (const bucket of buckets) {
    const key = byHour ? bucket.hour : dayOf(bucket.hour)
    groups.set(key, [...(groups.get(key) ?? []), bucket])
  }
  return [...groups.values()].map((group) => pointOf(group, label))
}

function pointOf(group: readonly UsageBucket[], label: Intl.DateTimeFormat): ChartPoint {
  const sum = (pick: (bucket: UsageBucket) => number) =>
    group.reduce((total, bucket) => total + pick(bucket), 0)
  const failed = sum(({ failures }) => failures)
  return {
    label: label.format(new Date(group[0]?.hour ?? 0)),
    Events: sum(({ events }) => events),
    Succeeded: sum(({ runs }) => runs) - failed,
    Failed: failed,
  }
}
