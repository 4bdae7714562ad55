import type { Answer, AnswerEvent } from '../model/answer.ts'
import type { Question } from '../model/question.ts'

/** Something that answers questions: the rules, or a real model behind another endpoint. */
export type Answerer = {
  answer: (question: Question, signal: () => AbortSignal) => Answer | Promise<Answer>
  /** Throws AwsError at once when there will be no answer. */
  stream: (
    question: Question,
    signal: () => AbortSignal,
  ) => Iterable<AnswerEvent> | Promise<AsyncIterable<AnswerEvent>>
}
