import { z } from 'zod'
import type { StopReason } from '../model/answer.ts'
import type { TextFamily } from './family.ts'
import { plainQuestion } from './plain-question.ts'
import { checkMaxTokens, readFamilyBody } from './read-family-body.ts'
import { textOf } from './text-of.ts'

const request = z.looseObject({
  inputText: z.string().min(1),
  textGenerationConfig: z
    .looseObject({
      maxTokenCount: z.int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(z.string()).default([]),
    })
    .prefault({}),
})

export const titanText: TextFamily = {
  question: (body, modelId, model) => {
    const { inputText, textGenerationConfig } = readFamilyBody(body, request)
    const { maxTokenCount = 512, stopSequences } = textGenerationConfig
    const field = 'textGenerationConfig/maxTokenCount'
    const maxTokens = checkMaxTokens(field, maxTokenCount, model.maxOutputTokens)
    return plainQuestion(modelId, inputText, { maxTokens, stopSequences })
  },
  answer: ({ parts, stopReason, usage }) => ({
    inputTextTokenCount: usage.inputTokens,
    results: [
      {
        tokenCount: usage.outputTokens,
        outputText: textOf(parts),
        completionReason: completionReason(stopReason),
      },
    ],
  }),
  chunks: async function* (events) {
    for await (const event of events) {
      if (event.kind === 'text') yield { body: piece(event.text, null, null), closing: false }
      if (event.kind === 'stop') {
        const { stopReason, usage } = event
        yield { body: piece('', completionReason(stopReason), usage.outputTokens), closing: true }
      }
    }
  },
}

function piece(outputText: string, completionReason: string | null, total: number | null): object {
  return { outputText, index: 0, completionReason, totalOutputTextTokenCount: total }
}

function completionReason(reason: StopReason): string {
  switch (reason) {
    case 'max_tokens':
      return 'LENGTH'
    case 'stop_sequence':
      return 'STOP_CRITERIA_MET'
    case 'content_filtered':
      return 'CONTENT_FILTERED'
    case 'end_turn':
    case 'guardrail_intervened':
    case 'tool_use':
      return 'FINISH'
  }
}
