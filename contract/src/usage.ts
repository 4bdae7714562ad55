import { z } from 'zod'
import { time } from './page.ts'

/** One hour of an organization. `cost_usd` is at list prices; null when nothing in it has a known price. */
export const usageBucket = z.object({
  hour: time,
  events: z.number().int(),
  runs: z.number().int().describe('Runs that ended in this hour'),
  failures: z.number().int(),
  calls: z.number().int().describe('Bedrock calls'),
  tokens: z.object({ input: z.number().int(), output: z.number().int() }),
  cost_usd: z.string().nullable(),
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
  failures: z.number().int(),
  cached: z.number().int().describe('Answers taken from the cache of Outcrop; they cost nothing'),
  tokens: z.object({
    input: z.number().int().nullable().describe('Null when no call has told its tokens'),
    output: z.number().int().nullable(),
    cache_read: z.number().int(),
    cache_write: z.number().int(),
  }),
  cost_usd: z.string().nullable().describe('Null when no call of the group has a known price'),
  unpriced: z.number().int().describe('Answered calls whose cost is unknown, and is not in cost_usd'), // prettier-ignore
  uncounted: z.number().int().describe('Answered calls whose tokens are unknown, as those of flows are'), // prettier-ignore
})
export type UsageGroup = z.infer<typeof usageGroup>

export const usage = z.object({
  totals: usageBucket.omit({ hour: true }),
  hours: z.array(usageBucket),
  in_progress: z.object({
    queued: z.number().int(),
    running: z.number().int(),
    waiting: z.number().int(),
  }),
  problems: z
    .array(z.object({ code: z.string(), count: z.number().int() }))
    .describe('Of the failed runs in this time, most frequent first'),
  groups: z
    .array(usageGroup)
    .optional()
    .describe('When `group_by` asks: the dearest first; days and hours in order'),
})
export type Usage = z.infer<typeof usage>
