import type { AutomationMetrics, MetricFigures } from '@outcrop/contract'
import { groupedBy } from '../../kernel/grouped-by.ts'
import { sumMoney } from '../../kernel/sum-money.ts'
import { knownTokens } from './known-tokens.ts'
import { latencyAt } from './latency-class.ts'
import type { CallsRow, OutcomeRow } from './outcome-store.ts'

/** The figures of outcomes and calls, of whatever time they are. */
export function figuresOf(
  outcomes: readonly OutcomeRow[],
  calls: readonly CallsRow[],
): MetricFigures {
  // prettier-ignore
  const counted = (...wanted: readonly string[]) =>
    sum(outcomes.filter(({ outcome }) => wanted.includes(outcome)), ({ count }) => count) // prettier-ignore
  const succeeded = counted(...good)
  const failed = counted('failed', 'timed_out')
  const cancelled = counted('cancelled')
  const quick = outcomes.filter(({ outcome }) => good.includes(outcome))
  const uncounted = sum(calls, (row) => row.uncounted)
  const [p50, p95] = [latencyAt(0.5, quick), latencyAt(0.95, quick)]
  return {
    runs: succeeded + failed + cancelled,
    succeeded,
    failed,
    cancelled,
    retries: counted('retried'),
    latency_ms: p50 === null || p95 === null ? null : { p50, p95 },
    calls: sum(calls, (row) => row.calls),
    cached: sum(calls, (row) => row.cached),
    tokens: knownTokens({
      input_tokens: sum(calls, (row) => row.input_tokens),
      output_tokens: sum(calls, (row) => row.output_tokens),
      uncounted,
    }),
    cost_usd: sumMoney(calls.map(({ cost_usd }) => cost_usd)),
    unpriced: sum(calls, (row) => row.unpriced),
    uncounted,
  }
}

const good: readonly string[] = ['succeeded', 'succeeded_with_defaults']

/** What runs failed of and were tried again after, most frequent first. */
export function problemsOf(outcomes: readonly OutcomeRow[]): AutomationMetrics['problems'] {
  const byCode = groupedBy(
    outcomes.filter(({ outcome, problem_code }) => outcome !== 'cancelled' && problem_code !== ''),
    ({ problem_code }) => problem_code,
  )
  const problems = [...byCode].map(([code, rows]) => {
    const retried = sum(rows.filter(({ outcome }) => outcome === 'retried'), ({ count }) => count) // prettier-ignore
    return { code, failed: sum(rows, ({ count }) => count) - retried, retried }
  })
  return problems.toSorted((a, b) => b.failed - a.failed || b.retried - a.retried)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
