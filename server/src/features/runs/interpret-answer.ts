import type { Step } from '@outcrop/contract'
import type { StepData } from '../../actions/step-data.ts'
import { parseAnswer, schemaOf, type AnswerText } from '../../bedrock/bedrock.ts'
import type { Problem } from '../../kernel/problem.ts'
import { answerEventOf } from './deliver.ts'

export interface Interpreted {
  readonly value: unknown
  readonly repaired: boolean
}

/** What a step makes of the text of an answer; throws an `answer-…` problem when it cannot be used. */
export function interpretAnswer(step: Step, answer: AnswerText, data: StepData): Interpreted {
  const interpreted = parseAnswer({ ...answer, schema: schemaOf(step.output) })
  if (step.deliver.to !== 'nowhere') answerEventOf(step, interpreted.value, data)
  return interpreted
}

const reaskable: ReadonlySet<string> = new Set([
  'answer-not-json',
  'answer-invalid',
  'answer-empty',
])

/** Whether telling the model what was wrong can help. */
export function deservesReask(problem: Problem): boolean {
  return reaskable.has(problem.code)
}
