import type { Attempt, Step } from '@outcrop/contract'
import type { ActionContext, AnyAction, PreparedRequest } from '../../actions/define-action.ts'
import { performedStep } from '../../actions/performed-step.ts'
import type { StepData } from '../../actions/step-data.ts'
import { parseAnswer, schemaOf } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { withinTime, type DirectCalls, type MadeCall } from '../calls/calls.ts'

export interface Trial {
  readonly action: AnyAction
  readonly step: Step
  readonly data: StepData
  /** Whose call it is; '' when the step belongs to no automation yet. */
  readonly automationId: string
}

export interface TrialContext {
  readonly calls: Pick<DirectCalls, 'make'>
  readonly action: Omit<ActionContext, 'signal'>
  readonly now: () => Date
}

/**
 * Makes the real call of a step once and shows what came of it. It costs what the call of a run costs,
 * and budgets, limits and usage count it. Nothing is stored or delivered.
 */
export async function tryStep(
  { action, step: written, data, automationId }: Trial,
  { calls, action: context, now }: TrialContext,
): Promise<Attempt> {
  const step = performedStep(written, action)
  const startedAt = now()
  let prepared: PreparedRequest | undefined
  try {
    const ready = action.prepare(step.input, data, { schema: schemaOf(step.output) })
    prepared = ready
    const { foresee } = ready
    const made = await calls.make({
      organizationId: data.organizationId,
      automationId,
      providerId: action.providerOf(step.input, data.organizationId) ?? '',
      request: ready.request,
      foresee:
        foresee && (() => inItsTime(step, now(), (signal) => foresee({ ...context, signal }))),
      perform: () => inItsTime(step, now(), (signal) => ready.perform({ ...context, signal })),
    })
    return attemptOf(step, ready, made)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...blankAttempt(startedAt), request: prepared?.request ?? null, problem: error.toDocument() } // prettier-ignore
  }
}

/** A trial has no deadline but the timeout of its step. */
function inItsTime<T>(step: Step, from: Date, work: (signal: AbortSignal) => Promise<T>) {
  const end = new Date(from.getTime() + step.timeout_s * 1000)
  return withinTime(step, end, from, new AbortController().signal, work)
}

function attemptOf(step: Step, prepared: PreparedRequest, made: MadeCall): Attempt {
  const { record, answer } = made
  const attempt: Attempt = {
    ...blankAttempt(record.startedAt),
    id: record.id,
    stage: 'called',
    finished_at: record.answeredAt?.toISOString() ?? null,
    latency_ms: record.latencyMs,
    request: record.request,
    raw: record.raw,
    output_mode: record.outputMode,
    tokens: { input: record.inputTokens, output: record.outputTokens },
    cost_usd: record.costUsd,
  }
  if (!answer) return { ...attempt, problem: made.problem.toDocument() }
  try {
    const { value, repaired } = parseAnswer({
      ...prepared.read(answer.raw),
      schema: schemaOf(step.output),
    })
    return { ...attempt, stage: 'parsed', parsed: value, repaired }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...attempt, stage: 'answered', problem: error.toDocument() }
  }
}

const blankAttempt = (startedAt: Date): Attempt => ({
  id: newId('attempt'),
  number: 1,
  kind: 'call',
  stage: 'rendered',
  started_at: startedAt.toISOString(),
  finished_at: null,
  latency_ms: null,
  request: null,
  raw: null,
  parsed: null,
  output_mode: null,
  repaired: false,
  tokens: { input: null, output: null },
  cost_usd: null,
  cached: false,
})
