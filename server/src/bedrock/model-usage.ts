import { z } from 'zod'
import type { Usage } from './answer.ts'

const count = z.number().int().min(0).nullable().catch(null)

const counts = z
  .object({
    inputTokens: count,
    outputTokens: count,
    cacheReadInputTokens: count,
    cacheWriteInputTokens: count,
  })
  .transform((usage): Usage => ({
    input: usage.inputTokens,
    output: usage.outputTokens,
    cacheRead: usage.cacheReadInputTokens,
    cacheWrite: usage.cacheWriteInputTokens,
  }))

/** The token counts of an answer of Converse; what it does not tell is null, never 0. */
export function modelUsage(usage: unknown): Usage {
  const { data } = counts.safeParse(usage)
  return data ?? { input: null, output: null, cacheRead: null, cacheWrite: null }
}
