import { costOf, modelOf, type Answer } from '../../bedrock/bedrock.ts'
import type { Problem } from '../../kernel/problem.ts'
import { settledAt, type BudgetHold } from '../budgets/budgets.ts'
import type { Pricing } from '../prices/prices.ts'
import type { CallEntry } from '../usage/usage.ts'
import type { NewAttempt } from './attempt-store.ts'
import type { PlannedCall } from './planned-call.ts'
import type { Safeguards } from './safeguards.ts'

/** A call that has ended, as it is stored and counted. */
export interface SettledCall {
  readonly attempt: NewAttempt
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
    attempt: {
      ...attemptOf(planned, startedAt, at),
      raw: answer.raw,
      inputTokens: input,
      outputTokens: output,
      costUsd,
      outputMode: answer.outputMode,
      problem: null,
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
  { run, providerId }: PlannedCall,
  { model }: Answer,
  prices: Safeguards['prices'],
): Promise<Pricing> {
  if (model === null) return { model: '', price: null }
  return prices
    .pricing(run.organization_id, providerId, model)
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
    attempt: {
      ...attemptOf(planned, startedAt, at),
      raw: null,
      inputTokens: null,
      outputTokens: null,
      costUsd: null,
      outputMode: null,
      problem: problem.toDocument(),
      holds: holds.map((hold) => ({ ...hold, costUsd })),
    },
    entry: { ...entryOf(planned, at), failed: true },
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

function attemptOf(
  { attemptId, run, step, kind, prepared }: PlannedCall,
  startedAt: Date,
  at: Date,
) {
  return {
    id: attemptId,
    runId: run.id,
    fence: run.fence,
    stepId: step.id,
    kind,
    startedAt,
    answeredAt: at,
    latencyMs: at.getTime() - startedAt.getTime(),
    request: prepared.request,
    cached: false,
  }
}

function entryOf({ run, load, providerId }: PlannedCall, at: Date): CallEntry {
  return {
    organizationId: run.organization_id,
    at,
    automationId: run.automation_id,
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
  }
}
