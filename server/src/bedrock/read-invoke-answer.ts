import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import type { AnswerText } from './answers/parse-answer.ts'
import { refuseIntervention } from './refuse-intervention.ts'

const textBlock = z.looseObject({ text: z.string().optional() })
const texts = (blocks: readonly z.infer<typeof textBlock>[]) =>
  blocks.map(({ text = '' }) => text).join('')
const reason = z.string().nullish()

/** What each family of models calls its text, and why it stopped. The first shape that fits decides. */
const shapes: readonly ((body: unknown) => AnswerText | undefined)[] = [
  shape(
    z.looseObject({ type: z.literal('message'), content: z.array(textBlock), stop_reason: reason }),
    ({ content, stop_reason }) => [texts(content), stop_reason],
  ),
  shape(
    z.looseObject({
      output: z.looseObject({ message: z.looseObject({ content: z.array(textBlock) }) }),
      stopReason: reason,
    }),
    ({ output, stopReason }) => [texts(output.message.content), stopReason],
  ),
  shape(
    z.looseObject({
      results: z.array(z.looseObject({ outputText: z.string(), completionReason: reason })).min(1),
    }),
    ({ results }) => [
      results.map(({ outputText }) => outputText).join(''),
      results.at(-1)?.completionReason,
    ],
  ),
  shape(
    z.looseObject({ generation: z.string(), stop_reason: reason }),
    ({ generation, stop_reason }) => [generation, stop_reason],
  ),
  shape(
    z.looseObject({
      choices: z
        .array(
          z.looseObject({
            message: z.looseObject({ content: z.string().nullish() }),
            finish_reason: reason,
          }),
        )
        .min(1),
    }),
    ({ choices: [first] }) => [first?.message.content ?? '', first?.finish_reason],
  ),
]

function shape<Schema extends z.ZodType>(
  schema: Schema,
  read: (body: z.infer<Schema>) => readonly [text: string, reason: string | null | undefined],
): (body: unknown) => AnswerText | undefined {
  return (body) => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) return undefined
    const [text, stopped] = read(parsed.data)
    return { text, stopReason: inOneTongue(stopped ?? '') }
  }
}

/** Every family has words of its own for the same few reasons. */
function inOneTongue(stopped: string): string {
  const word = stopped.toLowerCase()
  if (word === 'length' || word === 'max_tokens') return 'max_tokens'
  if (['content_filter', 'content_filtered', 'refusal'].includes(word)) return 'content_filtered'
  return word
}

const guarded = z.looseObject({
  'amazon-bedrock-guardrailAction': z.literal('INTERVENED'),
  'amazon-bedrock-trace': z.looseObject({ guardrail: z.unknown() }).optional(),
})

/**
 * What a model says in an answer of InvokeModel, whichever family it is of; for an unknown one the
 * body itself. Throws `guardrail-intervened`, or `answer-empty` for an answer without a body.
 */
export function readInvokeAnswer(raw: Record<string, unknown>): AnswerText {
  const { body } = raw
  if (body === undefined || body === null || body === '') {
    throw new Problem('answer-empty', 'Bedrock answered without a body.')
  }
  const said = shapes.reduce<AnswerText | undefined>(
    (found, read) => found ?? read(body),
    undefined,
  )
  const answer = said ?? {
    text: typeof body === 'string' ? body : JSON.stringify(body),
    stopReason: '',
  }
  const { data } = guarded.safeParse(body)
  if (!data) return answer
  refuseIntervention(answer.text, data['amazon-bedrock-trace']?.guardrail)
  return { ...answer, stopReason: '' }
}
