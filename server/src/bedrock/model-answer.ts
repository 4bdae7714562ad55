import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'

/** What a model answered. */
export interface ModelAnswer {
  /** All text blocks of the message, one after the other. */
  readonly text: string
  /** Bedrock's own word; newer ones than we know pass through. */
  readonly stopReason: string
  /** Tokens; null is unknown. `input` is without what came from the cache. */
  readonly usage: {
    readonly input: number | null
    readonly output: number | null
    readonly cacheRead: number | null
    readonly cacheWrite: number | null
  }
  /** As Bedrock measured it, or else from sending to receiving; null when neither is known. */
  readonly latencyMs: number | null
  readonly requestId: string | null
  /** The whole answer as plain JSON. It is stored before anything is done with it. */
  readonly raw: Record<string, unknown>
}

const count = z.number().int().min(0).nullable().catch(null)

const answer = z.object({
  output: z.object({
    message: z.object({ content: z.array(z.object({ text: z.string().optional() })) }),
  }),
  stopReason: z.string().catch(''),
  usage: z
    .object({
      inputTokens: count,
      outputTokens: count,
      cacheReadInputTokens: count,
      cacheWriteInputTokens: count,
    })
    .catch({
      inputTokens: null,
      outputTokens: null,
      cacheReadInputTokens: null,
      cacheWriteInputTokens: null,
    }),
  metrics: z.object({ latencyMs: count }).catch({ latencyMs: null }),
  requestId: z.string().nullable().catch(null),
})

/**
 * Reads an answer, fresh or stored. Throws `answer-empty` when it holds no message: the client
 * library accepts any JSON as an answer.
 */
export function readAnswer(raw: Record<string, unknown>): ModelAnswer {
  const parsed = answer.safeParse(raw)
  if (!parsed.success) {
    throw new Problem('answer-empty', 'Bedrock answered without a message of the model.')
  }
  const { output, stopReason, usage, metrics, requestId } = parsed.data
  return {
    text: output.message.content.map(({ text }) => text ?? '').join(''),
    stopReason,
    usage: {
      input: usage.inputTokens,
      output: usage.outputTokens,
      cacheRead: usage.cacheReadInputTokens,
      cacheWrite: usage.cacheWriteInputTokens,
    },
    latencyMs: metrics.latencyMs,
    requestId,
    raw,
  }
}
