import type { Model } from '../catalogue/model-schema.ts'
import type { Json } from '../json.ts'
import type { Answer, AnswerEvent } from '../model/answer.ts'
import type { Question } from '../model/question.ts'

export type Chunk = { body: object; closing: boolean }

/** How InvokeModel speaks with a family of models. */
export type TextFamily = {
  /** Throws the ValidationException of AWS for a body that the family does not take. */
  question: (body: Json, modelId: string, model: Model) => Question
  answer: (answer: Answer, modelId: string) => object
  chunks: (events: AsyncIterable<AnswerEvent>, modelId: string) => AsyncIterable<Chunk>
}
