import { z } from 'zod'
import { id } from './id.ts'
import { pageQuery, time } from './page.ts'
import { problem } from './problem.ts'
import { tokens } from './tokens.ts'

export const runStates = ['queued', 'running', 'waiting', 'succeeded', 'succeeded_with_defaults', 'failed', 'cancelled', 'timed_out'] as const // prettier-ignore
export type RunState = (typeof runStates)[number]

/** One execution, as it stands in a list. `latency_ms` is from creation to the end. */
export const run = z.object({
  id: id('run'),
  state: z.enum(runStates).describe('Where it stands'),
  automation: z
    .object({
      id: id('automation'),
      name: z.string().describe('What people call the automation'),
      version: z.number().int().describe('Its number, from 1'),
    })
    .describe('What was executed, in which version'),
  trigger: z
    .object({
      type: z.enum(['event', 'audience', 'manual', 'replay']).describe('What started it'),
      event_id: id('event').optional(),
      stream_id: id('stream').optional(),
      visitor_id: z
        .string()
        .nullable()
        .optional()
        .describe('`tealium_visitor_id`; null when it is about no visitor'),
      feed_id: id('feed').optional(),
      audience_id: id('audience').optional(),
    })
    .describe('What started it'),
  replay_of: id('run').nullable().describe('The run that it repeats'),
  created_at: time,
  finished_at: time.nullable().describe('null: it has not ended'),
  due_at: time
    .nullable()
    .describe('When it continues; null when it has ended or waits for someone'),
  latency_ms: z.number().int().nullable().describe('From its creation to its end'),
  tokens,
  cost_usd: z.string().nullable().describe('At the prices that are set; null when none is known'),
  problem: problem.optional(),
})
export type Run = z.infer<typeof run>

export const deliveryRecord = z
  .object({
    to: z.enum(['stream', 'collect', 'nowhere']).describe('Where the result went'),
    state: z.enum(['delivered', 'skipped', 'failed']).describe('What came of it'),
    reason: z.string().optional().describe('Why nothing was delivered, for example debug mode'),
    event_id: id('event').optional(),
    url: z.string().optional().describe('The endpoint that it was sent to'),
    status: z.number().int().optional().describe('HTTP status that the endpoint answered with'),
  })
  .describe('What became of the result of a step')
export type DeliveryRecord = z.infer<typeof deliveryRecord>

/** One try of a step. `raw` is what Bedrock answered, stored before anything was done with it. */
export const attempt = z.object({
  id: id('attempt'),
  number: z.number().int().describe('From 1'),
  kind: z
    .enum(['call', 'reask'])
    .describe('reask: the model is told what was wrong with its answer'),
  stage: z
    .enum(['rendered', 'called', 'answered', 'parsed', 'delivered'])
    .describe('How far it came'),
  started_at: time,
  finished_at: time.nullable().describe('Null while it goes on'),
  latency_ms: z
    .number()
    .int()
    .nullable()
    .describe('From the request to the whole answer; null when there was none'),
  request: z.record(z.string(), z.unknown()).nullable().describe('What was sent'),
  raw: z.record(z.string(), z.unknown()).nullable().describe('What Bedrock answered, untouched'),
  parsed: z.unknown().describe('What was made of the answer'),
  output_mode: z
    .enum(['native_schema', 'strict_tool', 'tool', 'prompted'])
    .nullable()
    .describe('How the model was held to JSON; null where text was wanted or nothing is known'),
  repaired: z.boolean().describe('Whether broken JSON had to be mended'),
  tokens,
  cost_usd: z.string().nullable().describe('At the prices that are set; null when none is known'),
  cached: z
    .boolean()
    .describe('The answer came out of the cache: no call was made, and it cost nothing'),
  delivery: deliveryRecord.optional(),
  problem: problem.optional(),
})
export type Attempt = z.infer<typeof attempt>

export const stepRun = z.object({
  id: z.string().describe('The id of the step in the definition'),
  action: z.string().describe('The type of its action'),
  state: z
    .enum([
      'queued',
      'running',
      'waiting',
      'succeeded',
      'succeeded_with_defaults',
      'failed',
      'cancelled',
      'timed_out',
      'skipped',
    ])
    .describe('Where it stands'),
  output: z
    .unknown()
    .describe('What it gives to later steps: a text or an object; null before its end'),
  attempts: z.array(attempt).describe('Its tries, in order'),
})
export type StepRun = z.infer<typeof stepRun>

/** What AWS refuses, so that a run has to wait for somebody: a whole provider, or one target at it. */
export const waitsFor = z.object({
  provider: z
    .object({ id: id('provider'), name: z.string().describe('What people call the provider') })
    .describe('The provider that is paused, or at which a target is'),
  target: z.string().nullable().describe('As the step names it; null when the provider is paused'),
})

export const runDetail = run.extend({
  depth: z
    .number()
    .int()
    .describe('0 when the trigger came from outside, 1 when an answer event started it, …'),
  deadline_at: time
    .nullable()
    .describe('When it ends if it has not before; null before its first attempt'),
  debug: z.boolean().describe('Whether nothing is delivered'),
  waits_for: waitsFor.optional().describe('What is paused; absent when the run waits for nothing of the kind'), // prettier-ignore
  steps: z.array(stepRun).describe('Its steps so far, in order'),
})
export type RunDetail = z.infer<typeof runDetail>

export const runFilter = pageQuery.extend({
  automation_id: id('automation').optional(),
  event_id: id('event').optional().describe('Runs that this event started'),
  state: z
    .enum(runStates)
    .optional()
    .describe('waiting: for its time, a retry, a limit, or until AWS lets it'),
  visitor_id: z.string().max(2048).optional().describe('`tealium_visitor_id`'),
  stream_id: id('stream').optional().describe('Of the visitor: others may have one of the same id'),
  problem: z.string().max(100).optional().describe('A problem code'),
  created_after: time.optional().describe('After this time'),
  created_before: time.optional().describe('Before this time'),
})
export type RunFilter = z.infer<typeof runFilter>
