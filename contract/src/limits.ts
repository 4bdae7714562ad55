import { z } from 'zod'

const figure = z.number().int().min(1).max(1_000_000_000).nullable().default(null)

/** How much may be asked of Bedrock, by all workers together. Null is no limit. */
const figures = {
  requests_per_minute: figure.describe('Calls in a minute; null for no limit'),
  tokens_per_minute: figure.describe(
    'Tokens as AWS counts them for quotas: what may be written counts before it is written, and more than once for some models', // prettier-ignore
  ),
  in_flight: figure.describe('Calls at the same time'),
}

/** Limits of a provider: of all its calls, and of single models, profiles, flows or agents. */
export const providerLimits = z
  .object({
    ...figures,
    models: z
      .array(
        z.object({
          model: z.string().trim().min(1).max(2048).describe('The id or ARN, as steps name it'),
          ...figures,
        }),
      )
      .max(200)
      .default([])
      .describe('Each model, profile, flow or agent by the id or ARN that steps name'),
  })
  .describe('How much may be asked of Bedrock, by all workers together; null is no limit')
export type ProviderLimits = z.infer<typeof providerLimits>

const set = z.number().nullable().describe('What is set; null for no limit')
const now = z.number().nullable().describe('What counts now, after refusals of AWS; null for no limit') // prettier-ignore
const perMinute = z.object({ set, now })

/** What counts now: what is set, and what refusals of AWS have taught. */
export const currentLimit = z.object({
  target: z.string().describe('A model, profile, flow or agent; empty for the whole provider'),
  requests_per_minute: perMinute.describe('Calls in a minute'),
  tokens_per_minute: perMinute.describe('Tokens in a minute, as AWS counts them for quotas'),
  in_flight: z
    .object({
      set,
      taken: z.number().int().describe('Calls that are being made'),
    })
    .describe('Calls at the same time'),
  blocked_until: z.iso.datetime().nullable().describe('AWS asked not to be called before this'),
})
export type CurrentLimit = z.infer<typeof currentLimit>
