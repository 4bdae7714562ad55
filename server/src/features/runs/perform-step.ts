import type { Step } from '@outcrop/contract'
import type { PreparedRequest } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import { reaskText, schemaOf, type AnswerText } from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import type { AnswerCache } from '../cache/cache.ts'
import { makeCall, recalledCall, type Safeguards } from '../calls/calls.ts'
import type { CallEntry } from '../usage/usage.ts'
import type { NewAttempt } from './attempt-store.ts'
import { deliver, type Delivered, type DeliveryContext } from './deliver.ts'
import { deservesReask, interpretAnswer, type Interpreted } from './interpret-answer.ts'
import { FailedCall } from './failed-call.ts'
import { admit, type Gate } from './gate.ts'
import type { ClaimedRun } from './queue-store.ts'
import { recall, throughCache } from './recall-answer.ts'
import { sessionTurn, type Turns } from './session-turn.ts'
import { attemptOf, callOf, type StepCallContext } from './step-call.ts'

export interface StepContext extends DeliveryContext, StepCallContext, Gate, Turns {
  readonly safeguards: Safeguards
  readonly cache: AnswerCache
  /** Notes every call and every answer from the cache for the run's own totals, however the step ends. */
  readonly note: (entry: CallEntry) => void
  /** Commits an answer and counts its call; throws `LostRun` when the run belongs to another worker now. */
  store(attempt: NewAttempt): Promise<void>
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
  readonly raw: Record<string, unknown>
  /** What the stored answer says; throws an `answer-…` problem when it says nothing. */
  readonly read: () => AnswerText
}

/**
 * One try of a step: take the answer that is stored already, or one from the cache, or call;
 * interpret, ask once more if that can help, deliver. An answer is stored before anything is done
 * with it. Throws `ParkedRun` where the run has to wait for what it would call.
 */
export async function performStep(
  run: ClaimedRun,
  step: Step,
  prepared: PreparedRequest,
  data: StepData,
  context: StepContext,
): Promise<Performed> {
  const turn = sessionTurn(run, prepared.turnIn, context)
  const stored = run.answer?.step_id === step.id ? run.answer : null
  const keep = async (attempt: NewAttempt, raw: Record<string, unknown>, from: PreparedRequest) => {
    await context.store(attempt)
    return { attemptId: attempt.id, raw, read: () => from.read(raw) }
  }
  const ask = async (kind: 'call' | 'reask', request: PreparedRequest): Promise<Answered> => {
    const call = callOf({ run, step, prepared: request }, context)
    const probed = await admit(run, request.request, context)
    await turn.take()
    const made = await makeCall(call, context.safeguards, context.now)
    const attempt = attemptOf({ run, step }, made, { kind, cached: false })
    context.note(made.entry)
    if (!made.answer) throw new FailedCall(made.problem, attempt)
    const kept = await keep(attempt, made.answer.raw, request)
    if (probed !== null) await context.pauses.resume(run.organization_id, probed)
    return kept
  }
  const again = stored?.kind === 'reask' ? null : prepared.reask
  const reask =
    again && ((answer: string, complaint: string) => ask('reask', again(answer, complaint)))
  const usableFrom = (first: Answered) => interpretOrReask(step, data, first, reask)

  const usable = await turn.whileWorking(async () =>
    stored
      ? usableFrom({
          attemptId: stored.id,
          raw: stored.raw,
          read: () => prepared.read(stored.raw),
        })
      : throughCache(await recall({ run, step, prepared }, context), {
          found: async (raw) => {
            const call = callOf({ run, step, prepared }, context)
            const recalled = recalledCall(call, raw, context.now())
            context.note(recalled.entry)
            const attempt = attemptOf({ run, step }, recalled, { kind: 'call', cached: true })
            return usableFrom(await keep(attempt, raw, prepared))
          },
          missing: async () => usableFrom(await ask('call', prepared)),
        }),
  )
  const delivered = await deliver(context, run, step, usable.value, data, context.abort)
  return { ...usable, ...delivered }
}

type Usable = Interpreted & Pick<Performed, 'attemptId' | 'spoiled'> & Pick<Answered, 'raw'>

async function interpretOrReask(
  step: Step,
  data: StepData,
  first: Answered,
  reask: ((answer: string, complaint: string) => Promise<Answered>) | null,
): Promise<Usable> {
  let text = ''
  try {
    const answer = first.read()
    text = answer.text
    return { ...interpretAnswer(step, answer, data), ...first, spoiled: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (!reask || !deservesReask(error)) throw new SpoiledAnswer(error, first.attemptId)
    const second = await reask(text, reaskText(error, schemaOf(step.output)))
    try {
      const spoiled = { attemptId: first.attemptId, problem: error }
      return {
        ...interpretAnswer(step, second.read(), data),
        ...second,
        spoiled,
      }
    } catch (again) {
      if (again instanceof Problem) throw new SpoiledAnswer(again, second.attemptId)
      throw again
    }
  }
}
