import { answerByRules } from '../model/answer-by-rules.ts'
import { cutAnswer } from '../model/cut-answer.ts'
import type { Answerer } from './answerer.ts'
import { answerEvents } from '../model/answer-events.ts'

/** The deterministic model: rules, no language model. */
export const ruleAnswerer: Answerer = {
  answer: (question) => cutAnswer(answerByRules(question), question),
  stream: (question) => answerEvents(cutAnswer(answerByRules(question), question)),
}
