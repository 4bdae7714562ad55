import { costOf, modelOf, type Answer } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { sumMoney } from '../../kernel/sum-money.ts'
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
  const { model, spent } = await spendingOf(planned, answer, prices)
  const costs = spent.map(({ price, usage }) => costOf(price, usage))
  const used = usedOf(answer.usage, costs.includes(null) ? null : sumMoney(costs))
  const { input, output, cacheWrite } = answer.usage
  return {
    record: {
      ...recordOf(planned, startedAt, at),
      ...used.record,
      raw: answer.raw,
      outputMode: answer.outputMode,
      holds: settledAt(holds, spent),
    },
    entry: { ...entryOf(planned, at), ...used.entry, model },
    quotaTokens: input === null || output === null ? null : input + (cacheWrite ?? 0) + output * planned.load.outputWeight, // prettier-ignore
  }
}

/** What is paid for, model by model, and the one that usage is counted by; '' where it is not one. */
async function spendingOf(planned: PlannedCall, answer: Answer, prices: Safeguards['prices']) {
  const parts = answer.spent ?? [answer]
  const priced = await Promise.all(
    parts.map(async ({ model: named, usage }) => {
      const { model, price } = await pricingOf(planned, { model: named }, prices)
      return {
        model,
        price: answer.price ?? price ?? (await targetPrice(planned, answer, prices)),
        usage,
      }
    }),
  )
  const [model = '', ...others] = new Set(priced.map((part) => part.model))
  return { model: others.length === 0 ? model : '', spent: priced }
}

/** The price of what the step names, should nobody know that of the one model that answered for it. */
async function targetPrice(planned: PlannedCall, { spent }: Answer, prices: Safeguards['prices']) {
  if (spent) return null
  return (await pricingOf(planned, { model: planned.load.target }, prices)).price
}

/** What is paid for. A price that cannot be read now is unknown: an answer is not lost because of it. */
async function pricingOf(
  { organizationId, providerId }: PlannedCall,
  { model }: Pick<Answer, 'model'>,
  prices: Safeguards['prices'],
): Promise<Pricing> {
  if (model === null) return { model: '', price: null }
  return prices
    .pricing(organizationId, providerId, model)
    .catch(() => ({ model: modelOf(model), price: null }))
}

/** Tokens and cost, as they are stored and as they are counted. */
function usedOf({ input, output, cacheRead, cacheWrite }: Answer['usage'], costUsd: string | null) {
  const both = { inputTokens: input, outputTokens: output, costUsd }
  return {
    record: both,
    entry: { ...both, cacheReadTokens: cacheRead, cacheWriteTokens: cacheWrite },
  }
}

/** A call without an answer. */
export async function unansweredCall(
  planned: PlannedCall,
  problem: Problem,
  holds: readonly BudgetHold[],
  { prices }: Pick<Safeguards, 'prices'>,
  startedAt: Date,
  at: Date,
): Promise<SettledCall> {
  const record = { ...recordOf(planned, startedAt, at), problem: problem.toDocument() }
  const entry = { ...entryOf(planned, at), failed: true }
  const known = planned.used?.()
  if (!known || known.usage.input === null) {
    const costUsd = mayHaveCost(problem) ? null : '0'
    return { record: { ...record, holds: holds.map((hold) => ({ ...hold, costUsd })) }, entry }
  }
  const { model, price } = await pricingOf(planned, known, prices)
  const used = usedOf(known.usage, costOf(price, known.usage))
  // Of a call that was given up, what is known is the least that it has cost.
  const spent = mayHaveCost(problem) ? holds.map((hold) => ({ ...hold, costUsd: null })) : settledAt(holds, [{ price, usage: known.usage }]) // prettier-ignore
  return {
    record: { ...record, ...used.record, holds: spent },
    entry: { ...entry, ...used.entry, model },
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
  serviceId: load.serviceId,
  failed: false,
  cached: false,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costUsd: null,
})
