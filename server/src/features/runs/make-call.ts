import type { ActionContext } from '../../actions/define-action.ts'
import { localLane } from '../../actions/lane-of.ts'
import { throttledRate, type Answer } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { BudgetHold } from '../budgets/budgets.ts'
import type { CallEntry } from '../usage/usage.ts'
import type { NewAttempt } from './attempt-store.ts'
import { FailedCall } from './failed-call.ts'
import { loadOf } from './load-of.ts'
import type { Call, PlannedCall } from './planned-call.ts'
import type { Safeguards } from './safeguards.ts'
import { answeredCall, unansweredCall } from './settled-call.ts'
import { withinTime } from './within-time.ts'

export interface CallContext {
  readonly safeguards: Safeguards
  readonly action: Omit<ActionContext, 'signal'>
  readonly abort: AbortSignal
  readonly now: () => Date
  /** Counts the call, however it ends. */
  readonly count: (entry: CallEntry) => void
}

/**
 * Makes one call: holds the money, waits for its turn, calls, and settles what it cost and used. A
 * call that may not be made throws `budget-exceeded`, `price-unknown` or `limit-reached`, and leaves
 * no attempt; one that fails throws `FailedCall`.
 */
export async function makeCall(
  call: Call,
  context: CallContext,
): Promise<{ answer: Answer; attempt: NewAttempt }> {
  const { safeguards, now } = context
  const planned: PlannedCall = {
    ...call,
    attemptId: newId('attempt'),
    load: loadOf(call.prepared.request),
    providerId: call.run.lane === localLane ? '' : call.run.lane,
  }
  const holds = await holdMoney(planned, safeguards)
  const permit = await reserveTurn(planned, holds, safeguards)
  const startedAt = now()
  try {
    const answer = await withinTime(call.step, call.run.deadline_at, startedAt, context.abort, (signal) => call.prepared.perform({ ...context.action, signal })) // prettier-ignore
    const settled = await answeredCall(planned, answer, holds, safeguards, startedAt, now())
    permit.settle(settled.quotaTokens)
    context.count(settled.entry)
    return { answer, attempt: settled.attempt }
  } catch (error) {
    if (error instanceof Problem && error.code === 'throttled') {
      permit.throttled(throttledRate(error.aws), error.retryAfterMs)
      permit.settle(0)
    } else permit.settle(null)
    if (!(error instanceof Problem)) throw error
    const settled = unansweredCall(planned, error, holds, startedAt, now())
    context.count(settled.entry)
    throw new FailedCall(error, settled.attempt)
  }
}

/** Holds what the call may cost at most, where a budget counts it. */
async function holdMoney(
  { run, attemptId, load, providerId }: PlannedCall,
  { budgets, prices, workerId, holding }: Safeguards,
): Promise<readonly BudgetHold[]> {
  const organizationId = run.organization_id
  const subject = { organizationId, automationId: run.automation_id, providerId }
  const applying = await budgets.applying(subject)
  if (applying.length === 0) return []
  const { price } = await prices.pricing(organizationId, providerId, load.target)
  // Known before it is held: whoever tidies up must not take it for forgotten.
  holding.set(attemptId, run.id)
  return budgets.reserve({ ...subject, attemptId, workerId }, applying, {
    model: load.target === '' ? 'what this step calls' : load.target,
    price: load.price ?? price,
    inputTokens: load.mostInputTokens,
    outputTokens: load.mostOutputTokens,
  })
}

/** Takes a place within the limits; gives the money back when there is none now. */
async function reserveTurn(
  { run, load, providerId }: PlannedCall,
  holds: readonly BudgetHold[],
  { limiter, budgets }: Safeguards,
) {
  try {
    return await limiter.reserve({
      runId: run.id,
      automationId: run.automation_id,
      providerId,
      target: load.target,
      tokens: load.quotaTokens,
    })
  } catch (error) {
    if (holds.length > 0) await budgets.release(holds)
    throw error
  }
}
