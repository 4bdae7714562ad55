import type { Model } from '../catalogue/model-schema.ts'
import { isJsonObject } from '../json.ts'
import { longHash } from '../model/hash.ts'
import { inputText, type Question } from '../model/question.ts'
import type { ConverseRequest } from './request.ts'

/** What a model thought before its answer, and the proof that it was the model. */
export type Thought = { text: string; signature: string }

/** The thought of a Claude that was asked to think; the same for the same question. */
export function thoughtOf(
  { additionalModelRequestFields: fields }: ConverseRequest,
  question: Question,
  { family }: Model,
): Thought | undefined {
  const thinking = isJsonObject(fields) && isJsonObject(fields.thinking) ? fields.thinking : {}
  const isAsked = thinking.type === 'enabled' || thinking.type === 'adaptive'
  if (family !== 'claude' || !isAsked) return undefined
  const asked = question.turns.at(-1)?.text ?? ''
  const [sentence = ''] = /^[^.!?\n]{0,200}[.!?]?/.exec(asked.trim()) ?? []
  const signature = longHash(inputText(question))
  return { text: `I am asked: “${sentence}” I look at what is given and answer that.`, signature }
}
