import { problemTable } from '@outcrop/contract'
import { throttledRate } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { BudgetHold } from '../budgets/budgets.ts'
import { loadOf, mostTokensIn } from './load-of.ts'
import type { MadeCall } from './made-call.ts'
import type { Call, PlannedCall } from './planned-call.ts'
import type { Safeguards } from './safeguards.ts'
import { answeredCall, unansweredCall } from './settled-call.ts'

/**
 * Makes one call: holds the money, takes a turn, calls, and says what it cost and used. Whoever makes
 * it stores that. A call that may not be made throws `budget-exceeded`, `price-unknown` or
 * `limit-reached`, and leaves nothing behind.
 */
export async function makeCall(
  call: Call,
  safeguards: Safeguards,
  now: () => Date,
): Promise<MadeCall> {
  const planned: PlannedCall = { ...call, attemptId: newId('attempt'), load: loadOf(call.request) }
  const holds = await holdMoney(planned, safeguards)
  const permit = await reserveTurn(planned, holds, safeguards)
  const startedAt = now()
  try {
    const answer = await call.perform()
    const settled = await answeredCall(planned, answer, holds, safeguards, startedAt, now())
    permit.settle(settled.quotaTokens)
    return { answer, record: settled.record, entry: settled.entry }
  } catch (error) {
    if (error instanceof Problem && error.code === 'throttled') {
      permit.throttled(throttledRate(error.aws), error.retryAfterMs)
      permit.settle(0)
    } else permit.settle(null)
    if (!(error instanceof Problem)) throw error
    const settled = await unansweredCall(planned, error, holds, safeguards, startedAt, now())
    return { ...settled, answer: null, problem: error }
  }
}

/** Holds what the call may cost at most, where a budget counts it. */
async function holdMoney(
  planned: PlannedCall,
  { budgets, prices, workerId, holding }: Safeguards,
): Promise<readonly BudgetHold[]> {
  const { organizationId, automationId, providerId, runId, attemptId, load } = planned
  const subject = { organizationId, automationId, providerId, serviceId: load.serviceId }
  const applying = await budgets.applying(subject)
  if (applying.length === 0) return []
  const { foresights, problem } = await foreseen(planned)
  const estimates = await Promise.all(
    foresights.map(async ({ model: foreseenModel, inputBytes, mostOutputTokens }) => {
      const model = foreseenModel ?? load.target
      const { price } = await prices.pricing(organizationId, providerId, model)
      return {
        model: model === '' ? 'what this step calls' : model,
        price: load.price ?? price,
        inputTokens: load.mostInputTokens + mostTokensIn(inputBytes),
        outputTokens: mostOutputTokens ?? load.mostOutputTokens,
      }
    }),
  )
  // Known before it is held: whoever tidies up must not take it for forgotten.
  holding.set(attemptId, runId)
  return budgets
    .reserve({ ...subject, attemptId, workerId }, applying, estimates)
    .catch((error: unknown) => {
      // What AWS could not say just now it may say later: that is no reason to give up.
      const isUnknown = error instanceof Problem && error.code === 'price-unknown'
      throw isUnknown && problem && problemTable[problem.code].retry ? problem : error
    })
}

/** What is known of a call beyond its request, or why it is not. A budget may do without. */
async function foreseen({ foresee }: PlannedCall) {
  try {
    return { foresights: (await foresee?.()) ?? [nothingMore], problem: null }
  } catch (error) {
    if (error instanceof Problem) return { foresights: [nothingMore], problem: error }
    throw error
  }
}

const nothingMore = { model: null, inputBytes: 0, mostOutputTokens: null }

/** Takes a place within the limits; gives the money back when there is none now. */
async function reserveTurn(
  { runId, automationId, providerId, load }: PlannedCall,
  holds: readonly BudgetHold[],
  { limiter, budgets }: Safeguards,
) {
  try {
    return await limiter.reserve({
      runId,
      automationId,
      providerId,
      target: load.target,
      tokens: load.quotaTokens,
    })
  } catch (error) {
    if (holds.length > 0) await budgets.release(holds)
    throw error
  }
}
