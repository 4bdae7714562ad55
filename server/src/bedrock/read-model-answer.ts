import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import { answerTool } from './answers/answer-tool.ts'
import type { AnswerText } from './answers/parse-answer.ts'
import { refuseIntervention } from './refuse-intervention.ts'

const block = z.object({
  text: z.string().optional(),
  toolUse: z.object({ name: z.string(), input: z.unknown() }).optional().catch(undefined),
})

const answer = z.object({
  output: z.object({ message: z.object({ content: z.array(block) }) }),
  stopReason: z.string().catch(''),
  trace: z.object({ guardrail: z.unknown() }).optional().catch(undefined),
})

/**
 * What a model says in an answer of Converse, fresh or stored: all text blocks, one after the other,
 * or what it gave to the tool for answers, as JSON. Throws `guardrail-intervened`, and `answer-empty`
 * when it holds no message: the client library accepts any JSON as an answer.
 */
export function readModelAnswer(raw: Record<string, unknown>): AnswerText {
  const parsed = answer.safeParse(raw)
  if (!parsed.success) {
    throw new Problem('answer-empty', 'Bedrock answered without a message of the model.')
  }
  const { output, stopReason, trace } = parsed.data
  const calls = output.message.content.flatMap(({ toolUse }) => toolUse ?? [])
  const tool = calls.find(({ name }) => name === answerTool) ?? calls[0] ?? null
  const text = output.message.content.map((each) => each.text ?? '').join('')
  const said = tool?.name === answerTool ? JSON.stringify(tool.input) : text
  if (stopReason !== 'guardrail_intervened') return { text: said, stopReason, tool }
  refuseIntervention(text, trace?.guardrail)
  return { text: said, stopReason: 'guardrail_masked', tool }
}
