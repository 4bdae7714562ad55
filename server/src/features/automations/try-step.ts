import type { Attempt, Step } from '@outcrop/contract'
import type { ActionContext, AnyAction, PreparedRequest } from '../../actions/define-action.ts'
import { performedStep } from '../../actions/performed-step.ts'
import type { StepData } from '../../actions/step-data.ts'
import { costOf, listPriceOf, parseAnswer, schemaOf, type Answer } from '../../bedrock/bedrock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'

export interface Trial {
  readonly action: AnyAction
  readonly step: Step
  readonly data: StepData
}

/** Makes the real call of a step once and shows what came of it. Nothing is stored or delivered. */
export async function tryStep(
  { action, step: written, data }: Trial,
  context: Omit<ActionContext, 'signal'>,
  now: () => Date,
): Promise<Attempt> {
  const step = performedStep(written, action)
  const startedAt = now()
  const blank = blankAttempt(startedAt)
  let request: Record<string, unknown> | null = null
  try {
    const prepared = action.prepare(step.input, data, { schema: schemaOf(step.output) })
    request = prepared.request
    const answer = await prepared.perform({
      ...context,
      signal: AbortSignal.timeout(step.timeout_s * 1000),
    })
    return {
      ...blank,
      ...answeredPart(step, answer, prepared),
      request,
      ...timing(startedAt, now()),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return {
      ...blank,
      request,
      stage: request ? 'called' : 'rendered',
      problem: error.toDocument(),
      ...timing(startedAt, now()),
    }
  }
}

const timing = (startedAt: Date, at: Date) => ({
  finished_at: at.toISOString(),
  latency_ms: at.getTime() - startedAt.getTime(),
})

function answeredPart(step: Step, answer: Answer, prepared: PreparedRequest): Partial<Attempt> {
  const answered = {
    raw: answer.raw,
    tokens: { input: answer.usage.input, output: answer.usage.output },
    cost_usd: costOf(answer.price ?? listPriceOf(answer.model), answer.usage),
    output_mode: answer.outputMode,
  }
  try {
    const { value, repaired } = parseAnswer({
      ...prepared.read(answer.raw),
      schema: schemaOf(step.output),
    })
    return { ...answered, stage: 'parsed', parsed: value, repaired }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...answered, stage: 'answered', problem: error.toDocument() }
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
