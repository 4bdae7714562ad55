import { routes, type Usage, type UsageBucket } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { sumMoney } from '../../kernel/sum-money.ts'
import { callGroups } from './call-store.ts'
import { groupOf } from './group-of.ts'
import { hourMs, spanOf } from './span-of.ts'
import { failuresByCode, runsInProgress, usageHours, type HourRow } from './store.ts'

export function usageRoutes(app: App, { db, now }: { db: Db; now: Clock }): void {
  mount(app, routes.getUsage, async ({ query, caller }): Promise<Usage> => {
    const { organizationId } = caller
    const { from, to } = spanOf(query, now())
    const [hours, progress, problems, groups] = await Promise.all([
      usageHours(db, organizationId, from, to),
      runsInProgress(db, organizationId),
      failuresByCode(db, organizationId, from, to),
      query.group_by && callGroups(db, organizationId, query.group_by, from, to),
    ])
    const count = Math.ceil((to.getTime() - from.getTime()) / hourMs)
    const buckets = everyHour(from, count, hours.map(bucketOf))
    return {
      totals: totalOf(buckets),
      hours: buckets,
      in_progress: {
        queued: progress['queued'] ?? 0,
        running: progress['running'] ?? 0,
        waiting: progress['waiting'] ?? 0,
      },
      problems,
      ...(groups && { groups: groups.map(groupOf) }),
    }
  })
}

const bucketOf = (row: HourRow): UsageBucket => ({
  hour: row.hour.toISOString(),
  events: row.events,
  runs: row.runs,
  failures: row.failures,
  calls: row.calls,
  tokens: { input: row.input_tokens, output: row.output_tokens },
  cost_usd: row.cost_usd,
})

const empty = {
  events: 0,
  runs: 0,
  failures: 0,
  calls: 0,
  tokens: { input: 0, output: 0 },
  cost_usd: null,
}

/** A bucket for every hour, so that a chart has no gaps. */
function everyHour(from: Date, count: number, buckets: readonly UsageBucket[]): UsageBucket[] {
  const known = new Map(buckets.map((bucket) => [bucket.hour, bucket]))
  return Array.from({ length: count }, (_, index) => {
    const hour = new Date(from.getTime() + index * hourMs).toISOString()
    return known.get(hour) ?? { hour, ...empty }
  })
}

function totalOf(buckets: readonly UsageBucket[]): Usage['totals'] {
  const sum = (pick: (bucket: UsageBucket) => number) =>
    buckets.reduce((total, bucket) => total + pick(bucket), 0)
  return {
    events: sum((bucket) => bucket.events),
    runs: sum((bucket) => bucket.runs),
    failures: sum((bucket) => bucket.failures),
    calls: sum((bucket) => bucket.calls),
    tokens: {
      input: sum((bucket) => bucket.tokens.input),
      output: sum((bucket) => bucket.tokens.output),
    },
    cost_usd: sumMoney(buckets.map((bucket) => bucket.cost_usd)),
  }
}
