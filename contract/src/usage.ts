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

export const usageQuery = z.object({ hours: z.coerce.number().int().min(1).max(744).default(24) })

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
})
export type Usage = z.infer<typeof usage>
