import { z } from 'zod'

/** Tokens of one or many model calls; null when nothing is known, never 0 instead. */
export const tokens = z
  .object({
    input: z.number().int().nullable().describe('null: not known'),
    output: z.number().int().nullable().describe('null: not known'),
  })
  .describe('Tokens of model calls; a count that nobody knows is null, never 0')
