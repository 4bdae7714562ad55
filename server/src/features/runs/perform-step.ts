import type { Step } from '@outcrop/contract'
import type { ActionContext, PreparedRequest } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import { reaskText, schemaOf, type AnswerText } from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { NewAttempt } from './attempt-store.ts'
import { callModel } from './call-model.ts'
import { deliver, type Delivered, type DeliveryContext } from './deliver.ts'
import { deservesReask, interpretAnswer, type Interpreted } from './interpret-answer.ts'
import type { ClaimedRun } from './queue-store.ts'

export interface StepContext extends DeliveryContext {
  readonly action: Omit<ActionContext, 'signal'>
  readonly abort: AbortSignal
  readonly now: () => Date
  /** Commits an answer; throws `LostRun` when the run belongs to another worker now. */
  store(attempt: NewAttempt): Promise<void>
}

/** What a step spent so far, whether or not it ends well. */
export interface Spent {
  calls: number
  inputTokens: number
  outputTokens: number
  costs: (string | null)[]
}

/** A stored answer that could not be used. */
export class SpoiledAnswer extends Error {
  override readonly name = 'SpoiledAnswer'
  readonly problem: Problem
  readonly attemptId: string

  constructor(problem: Problem, attemptId: string) {
    super(problem.message, { cause: problem })
    this.problem = problem
    this.attemptId = attemptId
  }
}

export interface Performed extends Delivered, Interpreted {
  readonly attemptId: string
  /** The answer before, when the model was asked again. */
  readonly spoiled: { readonly attemptId: string; readonly problem: Problem } | null
}

interface Answered {
  readonly attemptId: string
  /** What the stored answer says; throws an `answer-…` problem when it says nothing. */
  readonly read: () => AnswerText
}

/**
 * One try of a step: call (or take the answer that is stored already), interpret, ask once more if
 * that can help, deliver. An answer is stored before anything is done with it.
 */
export async function performStep(
  run: ClaimedRun,
  step: Step,
  prepared: PreparedRequest,
  data: StepData,
  context: StepContext,
  spent: Spent,
): Promise<Performed> {
  const stored = run.answer?.step_id === step.id ? run.answer : null
  const ask = async (kind: 'call' | 'reask', request: PreparedRequest): Promise<Answered> => {
    const { answer, attempt } = await callModel({ run, step, kind, prepared: request }, context.action, context.abort, context.now) // prettier-ignore
    spend(spent, attempt)
    await context.store(attempt)
    return { attemptId: attempt.id, read: () => request.read(answer.raw) }
  }
  const first = stored
    ? { attemptId: stored.id, read: () => prepared.read(stored.raw) }
    : await ask('call', prepared)
  const again = stored?.kind === 'reask' ? null : prepared.reask
  const reask =
    again && ((answer: string, complaint: string) => ask('reask', again(answer, complaint)))
  const usable = await interpretOrReask(step, data, first, reask)
  const delivered = await deliver(context, run, step, usable.value, data, context.abort)
  return { ...usable, ...delivered }
}

async function interpretOrReask(
  step: Step,
  data: StepData,
  first: Answered,
  reask: ((answer: string, complaint: string) => Promise<Answered>) | null,
): Promise<Interpreted & Pick<Performed, 'attemptId' | 'spoiled'>> {
  let text = ''
  try {
    const answer = first.read()
    text = answer.text
    return { ...interpretAnswer(step, answer, data), attemptId: first.attemptId, spoiled: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (!reask || !deservesReask(error)) throw new SpoiledAnswer(error, first.attemptId)
    const second = await reask(text, reaskText(error, schemaOf(step.output)))
    try {
      const spoiled = { attemptId: first.attemptId, problem: error }
      return {
        ...interpretAnswer(step, second.read(), data),
        attemptId: second.attemptId,
        spoiled,
      }
    } catch (again) {
      if (again instanceof Problem) throw new SpoiledAnswer(again, second.attemptId)
      throw again
    }
  }
}

function spend(spent: Spent, attempt: NewAttempt): void {
  spent.calls += 1
  spent.inputTokens += attempt.inputTokens ?? 0
  spent.outputTokens += attempt.outputTokens ?? 0
  spent.costs.push(attempt.costUsd)
}
