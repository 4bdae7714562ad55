import { z } from 'zod'
import { textPattern } from '../faults/text-pattern.ts'

const id = z.string().regex(/^[0-9A-Z]{10}$/, 'must be 10 capital letters and digits')

/** A scripted Amazon Lex bot: it knows its intents by what users say. */
export const botSchema = z.strictObject({
  id,
  aliasId: id.default('TSTALIASID'),
  region: z.string(),
  localeIds: z.array(z.string()).min(1).default(['en_US']),
  intents: z
    .array(
      z.strictObject({
        name: z.string().regex(/^([0-9a-zA-Z][_-]?){1,100}$/),
        utterances: z
          .array(textPattern)
          .min(1)
          .describe('Pieces of what a user says, in any case, or /expressions/.'),
      }),
    )
    .default([])
    .describe('The first whose utterance fits is predicted, FallbackIntent if none does.'),
})

export type Bot = z.infer<typeof botSchema>
