import type { AutomationMetrics } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { groupedBy } from '../../kernel/grouped-by.ts'
import { figuresOf, problemsOf } from './figures-of.ts'
import { callsOf, outcomesOf } from './outcome-store.ts'
import { hourMs, spanOf } from './span-of.ts'

const dayMs = 24 * hourMs
/** Beyond this a chart of hours says no more than one of days. */
const mostHours = 72

/** How an automation did in a time. It reads sums by hour: how many runs there were makes no difference. */
export async function automationMetrics(
  db: Db,
  organizationId: string,
  automationId: string,
  query: Parameters<typeof spanOf>[0],
  now: Date,
): Promise<AutomationMetrics> {
  const { from, to } = spanOf(query, now)
  const unit = to.getTime() - from.getTime() <= mostHours * hourMs ? 'hour' : 'day'
  const span = { from, to, unit } as const
  const [outcomes, calls] = await Promise.all([
    outcomesOf(db, organizationId, automationId, span),
    callsOf(db, organizationId, automationId, span),
  ])
  const outcomesAt = groupedBy(outcomes, ({ at }) => at.getTime())
  const callsAt = groupedBy(calls, ({ at }) => at.getTime())
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    unit,
    totals: figuresOf(outcomes, calls),
    points: startsOf(from, to, unit === 'hour' ? hourMs : dayMs).map((at) => ({
      at: new Date(at).toISOString(),
      ...figuresOf(outcomesAt.get(at) ?? [], callsAt.get(at) ?? []),
    })),
    problems: problemsOf(outcomes),
  }
}

/** When each hour or day of UTC begins that has a part in [from, to), so that a chart has no gaps. */
function startsOf(from: Date, to: Date, lengthMs: number): number[] {
  const first = Math.floor(from.getTime() / lengthMs)
  const last = Math.ceil(to.getTime() / lengthMs)
  return Array.from({ length: last - first }, (_, index) => (first + index) * lengthMs)
}
