import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import type { AnswerText } from './answers/parse-answer.ts'

const answer = z.object({
  output: z.object({
    message: z.object({ content: z.array(z.object({ text: z.string().optional() })) }),
  }),
  stopReason: z.string().catch(''),
})

/**
 * What a model says in an answer of Converse, fresh or stored: all text blocks, one after the other.
 * Throws `answer-empty` when it holds no message: the client library accepts any JSON as an answer.
 */
export function readModelAnswer(raw: Record<string, unknown>): AnswerText {
  const parsed = answer.safeParse(raw)
  if (!parsed.success) {
    throw new Problem('answer-empty', 'Bedrock answered without a message of the model.')
  }
  const { output, stopReason } = parsed.data
  return { text: output.message.content.map(({ text }) => text ?? '').join(''), stopReason }
}
