import { z } from 'zod'
import type { TextFamily } from './family.ts'
import { plainQuestion } from './plain-question.ts'
import { checkMaxTokens, readFamilyBody } from './read-family-body.ts'
import { textOf } from './text-of.ts'

const request = z.looseObject({
  prompt: z.string().min(1),
  max_gen_len: z.int().min(1).default(512),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
})

export const llama: TextFamily = {
  question: (body, modelId, model) => {
    const { prompt, max_gen_len } = readFamilyBody(body, request)
    const maxTokens = checkMaxTokens('max_gen_len', max_gen_len, model.maxOutputTokens)
    return plainQuestion(modelId, withoutTemplate(prompt), { maxTokens, stopSequences: [] })
  },
  answer: ({ parts, stopReason, usage }) => ({
    generation: textOf(parts),
    prompt_token_count: usage.inputTokens,
    generation_token_count: usage.outputTokens,
    stop_reason: stopReason === 'max_tokens' ? 'length' : 'stop',
  }),
  chunks: async function* (events) {
    for await (const event of events) {
      if (event.kind === 'text') {
        yield { body: { generation: event.text, stop_reason: null }, closing: false }
      }
      if (event.kind === 'stop') {
        const { stopReason, usage } = event
        const body = {
          generation: '',
          prompt_token_count: usage.inputTokens,
          generation_token_count: usage.outputTokens,
          stop_reason: stopReason === 'max_tokens' ? 'length' : 'stop',
        }
        yield { body, closing: true }
      }
    }
  },
}

/** The marks of the chat template are not words of the prompt. */
function withoutTemplate(prompt: string): string {
  return prompt
    .replace(/<\|start_header_id\|>\w+<\|end_header_id\|>/g, '\n')
    .replace(/<\|\w+\|>/g, '')
    .trim()
}
