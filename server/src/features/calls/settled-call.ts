import { costOf, modelOf, type Answer } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import type { Problem } from '../../kernel/problem.ts'
import { settledAt, type BudgetHold } from '../budgets/budgets.ts'
import type { Pricing } from '../prices/prices.ts'
import type { CallEntry } from '../usage/usage.ts'
import type { CallRecord } from './made-call.ts'
import { loadOf } from './load-of.ts'
import type { Call, PlannedCall } from './planned-call.ts'
import type { Safeguards } from './safeguards.ts'

/** A call that has ended, as it is stored and counted. */
export interface SettledCall {
  readonly record: CallRecord
  readonly entry: CallEntry
}

/** An answered call: what it cost, and how much of the quota it used; null when nobody knows. */
export async function answeredCall(
  planned: PlannedCall,
  answer: Answer,
  holds: readonly BudgetHold[],
  { prices }: Pick<Safeguards, 'prices'>,
  startedAt: Date,
  at: Date,
): Promise<SettledCall & { readonly quotaTokens: number | null }> {
  const { model, price: modelPrice } = await pricingOf(planned, answer, prices)
  const price = answer.price ?? modelPrice
  const costUsd = costOf(price, answer.usage)
  const { input, output, cacheRead, cacheWrite } = answer.usage
  return {
    record: {
      ...recordOf(planned, startedAt, at),
      raw: answer.raw,
      inputTokens: input,
      outputTokens: output,
      costUsd,
      outputMode: answer.outputMode,
      holds: settledAt(holds, price, answer.usage),
    },
    entry: {
      ...entryOf(planned, at),
      model,
      inputTokens: input,
      outputTokens: output,
      cacheReadTokens: cacheRead,
      cacheWriteTokens: cacheWrite,
      costUsd,
    },
    quotaTokens: input === null || output === null ? null : input + (cacheWrite ?? 0) + output * planned.load.outputWeight, // prettier-ignore
  }
}

/** What is paid for. A price that cannot be read now is unknown: an answer is not lost because of it. */
async function pricingOf(
  { organizationId, providerId }: PlannedCall,
  { model }: Answer,
  prices: Safeguards['prices'],
): Promise<Pricing> {
  if (model === null) return { model: '', price: null }
  return prices
    .pricing(organizationId, providerId, model)
    .catch(() => ({ model: modelOf(model), price: null }))
}

/** A call without an answer. */
export function unansweredCall(
  planned: PlannedCall,
  problem: Problem,
  holds: readonly BudgetHold[],
  startedAt: Date,
  at: Date,
): SettledCall {
  const costUsd = mayHaveCost(problem) ? null : '0'
  return {
    record: {
      ...recordOf(planned, startedAt, at),
      problem: problem.toDocument(),
      holds: holds.map((hold) => ({ ...hold, costUsd })),
    },
    entry: { ...entryOf(planned, at), failed: true },
  }
}

/** An answer that was kept, in the place of a call: it cost nothing. */
export function recalledCall(call: Call, raw: Record<string, unknown>, at: Date): SettledCall {
  const planned = { ...call, attemptId: newId('attempt'), load: loadOf(call.request) }
  return {
    record: { ...recordOf(planned, at, at), raw, costUsd: '0' },
    entry: { ...entryOf(planned, at), cached: true, costUsd: '0' },
  }
}

const abandoned: ReadonlySet<string> = new Set([
  'attempt-timeout',
  'cancelled',
  'connection-lost',
  'deadline-exceeded',
])

/** Whoever hangs up cannot know what the model did: AWS may charge for it. What AWS refuses is free. */
const mayHaveCost = ({ code }: Problem): boolean => abandoned.has(code)

const recordOf = ({ attemptId, request }: PlannedCall, startedAt: Date, at: Date): CallRecord => ({
  id: attemptId,
  startedAt,
  answeredAt: at,
  latencyMs: at.getTime() - startedAt.getTime(),
  request,
  raw: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  outputMode: null,
  problem: null,
  holds: [],
})

const entryOf = (
  { organizationId, automationId, providerId, load }: PlannedCall,
  at: Date,
): CallEntry => ({
  organizationId,
  at,
  automationId,
  providerId,
  model: load.target,
  agentId: load.agentId,
  failed: false,
  cached: false,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costUsd: null,
})
