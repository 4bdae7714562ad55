import { z } from 'zod'
import { time } from './page.ts'

/** One hour of an organization. `cost_usd` is at list prices; null when nothing in it has a known price. */
export const usageBucket = z.object({
  hour: time,
  events: z.number().int().describe('Events that were collected'),
  runs: z.number().int().describe('Runs that ended in this hour'),
  failures: z.number().int().describe('Runs that failed or were out of time'),
  calls: z.number().int().describe('Bedrock calls'),
  tokens: z
    .object({
      input: z.number().int().describe('Tokens of the requests'),
      output: z.number().int().describe('Tokens of the answers'),
    })
    .describe('As far as calls have told them'),
  cost_usd: z
    .string()
    .nullable()
    .describe('A decimal string in USD; null when no call has a known price'),
})
export type UsageBucket = z.infer<typeof usageBucket>

export const usageDimensions = [
  'automation',
  'provider',
  'service',
  'model',
  'agent',
  'day',
  'hour',
] as const
export type UsageDimension = (typeof usageDimensions)[number]

export const usageQuery = z.object({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(744)
    .default(24)
    .describe('The last so many hours, when `from` is not given'),
  from: time.optional().describe('From the hour that holds this time'),
  to: time.optional().describe('Before this time; now when left out'),
  group_by: z.enum(usageDimensions).optional().describe('Adds `groups`: Bedrock calls by this'),
})

/** The Bedrock calls of one automation, provider, service, model, agent, day or hour. */
export const usageGroup = z.object({
  key: z.string().describe('An id, a model, a day or an hour; empty when there is none'),
  name: z.string().describe('The key as people know it'),
  calls: z.number().int().describe('Calls that Bedrock was asked for, failed ones included'),
  failures: z.number().int().describe('Calls that failed'),
  cached: z.number().int().describe('Answers taken from the cache of Outcrop; they cost nothing'),
  tokens: z
    .object({
      input: z.number().int().nullable().describe('Null when no call has told its tokens'),
      output: z.number().int().nullable().describe('Null when no call has told its tokens'),
      cache_read: z.number().int().describe('Tokens that a model read from its cache'),
      cache_write: z.number().int().describe('Tokens that a model wrote to its cache'),
    })
    .describe('Tokens of the calls'),
  cost_usd: z.string().nullable().describe('Null when no call of the group has a known price'),
  unpriced: z.number().int().describe('Answered calls whose cost is unknown, and is not in cost_usd'), // prettier-ignore
  uncounted: z.number().int().describe('Answered calls whose tokens are unknown, as those of flows are'), // prettier-ignore
})
export type UsageGroup = z.infer<typeof usageGroup>

export const usage = z.object({
  totals: usageBucket.omit({ hour: true }).describe('Of the whole time'),
  hours: z.array(usageBucket).describe('One for each hour, in order'),
  in_progress: z
    .object({
      queued: z.number().int().describe('They start as soon as a worker is free'),
      running: z.number().int().describe('A worker has them'),
      waiting: z.number().int().describe('For a retry, a limit, or until somebody acts'),
    })
    .describe('Runs that have not ended, now'),
  problems: z
    .array(
      z.object({
        code: z.string().describe('The code of the problem'),
        count: z.number().int().describe('Runs that failed of it'),
      }),
    )
    .describe('Of the failed runs in this time, most frequent first'),
  groups: z
    .array(usageGroup)
    .optional()
    .describe('When `group_by` asks: the dearest first; days and hours in order'),
})
export type Usage = z.infer<typeof usage>
