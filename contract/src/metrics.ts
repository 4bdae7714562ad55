import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { runStates } from './run.ts'
import { usageQuery } from './usage.ts'

export const metricsQuery = usageQuery.omit({ group_by: true })

/** What came of the runs that ended in a time, and what Bedrock was asked for meanwhile. */
export const metricFigures = z
  .object({
    runs: z.number().int().describe('Runs that ended'),
    succeeded: z.number().int().describe('Runs that ended well'),
    failed: z.number().int().describe('Failed or out of time'),
    cancelled: z.number().int().describe('Runs that somebody stopped'),
    retries: z.number().int().describe('Tries that failed and were made again later'),
    latency_ms: z
      .object({
        p50: z.number().int().describe('Half of them took at most so long'),
        p95: z.number().int().describe('Of twenty, nineteen took at most so long'),
      })
      .nullable()
      .describe(
        'From the creation of a run to its end, of those that succeeded; known to about a tenth. Null when none did',
      ),
    calls: z.number().int().describe('Bedrock calls, failed ones included'),
    cached: z.number().int().describe('Answers taken from the cache of Outcrop'),
    tokens: z
      .object({
        input: z.number().int().nullable().describe('Tokens of the requests'),
        output: z.number().int().nullable().describe('Tokens of the answers'),
      })
      .describe('Null when no call has told its tokens'),
    cost_usd: z.string().nullable().describe('Null when no call has a known price'),
    unpriced: z.number().int().describe('Answered calls whose cost is unknown'),
    uncounted: z.number().int().describe('Answered calls whose tokens are unknown'),
  })
  .describe('What came of runs, and what Bedrock was asked for')
export type MetricFigures = z.infer<typeof metricFigures>

export const automationMetrics = z.object({
  from: time,
  to: time,
  unit: z.enum(['hour', 'day']).describe('Hours up to three days, else days of UTC'),
  totals: metricFigures.describe('Of the whole time'),
  points: z
    .array(metricFigures.extend({ at: time }))
    .describe('One for each hour or day, in order'),
  problems: z
    .array(
      z.object({
        code: z.string().describe('The code of the problem'),
        failed: z.number().int().describe('Runs that failed of it'),
        retried: z.number().int().describe('Tries that were made again after it'),
      }),
    )
    .describe('What runs failed of, and what they were tried again after; most frequent first'),
})
export type AutomationMetrics = z.infer<typeof automationMetrics>

/** The last hours only: whoever asks about longer times asks about one automation. */
export const metricsListQuery = z.object({
  hours: z.coerce.number().int().min(1).max(168).default(24).describe('The last so many hours'),
})

/** The newest run of an automation, whenever it was. */
const lastRun = z.object({
  automation_id: id('automation'),
  run_id: id('run'),
  state: z.enum(runStates).describe('Where that run stands'),
  created_at: time,
})
export type LastRun = z.infer<typeof lastRun>

export const automationMetricsList = z.object({
  from: time,
  to: time,
  items: z
    .array(metricFigures.extend({ automation_id: id('automation') }))
    .describe(
      'In the order of ids; automations of which nothing ended and nothing was asked are left out',
    ),
  last_runs: z.array(lastRun).describe('Of each automation that ever ran, in the order of ids'),
})
export type AutomationMetricsList = z.infer<typeof automationMetricsList>
