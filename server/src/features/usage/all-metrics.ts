import type { AutomationMetricsList } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { groupedBy } from '../../kernel/grouped-by.ts'
import { figuresOf } from './figures-of.ts'
import { lastRuns } from './last-run-store.ts'
import { callsByAutomation, outcomesByAutomation } from './outcome-store.ts'
import { spanOf } from './span-of.ts'

/** How every automation of an organization did in the last hours, asked for at once. */
export async function allMetrics(
  db: Db,
  organizationId: string,
  hours: number,
  now: Date,
): Promise<AutomationMetricsList> {
  const span = spanOf({ hours }, now)
  const [outcomes, calls, last_runs] = await Promise.all([
    outcomesByAutomation(db, organizationId, span),
    callsByAutomation(db, organizationId, span),
    lastRuns(db, organizationId),
  ])
  const outcomesOf = groupedBy(outcomes, ({ automation_id }) => automation_id)
  const callsOf = groupedBy(calls, ({ automation_id }) => automation_id)
  const ids = new Set([...outcomesOf.keys(), ...callsOf.keys()])
  return {
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    items: [...ids].toSorted().map((automation_id) => ({
      automation_id,
      ...figuresOf(outcomesOf.get(automation_id) ?? [], callsOf.get(automation_id) ?? []),
    })),
    last_runs,
  }
}
