import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

/** One line of a trace: what happened, in the words of event collection, and what it belongs to. */
export const traceLine = z.object({
  at: time,
  group: z
    .enum([
      'trace',
      'event',
      'spec',
      'feed',
      'visitor',
      'audience',
      'action',
      'run',
      'answer',
      'delivery',
      'problem',
    ])
    .describe('What kind of thing happened'),
  text: z.string().describe('What happened, in one line'),
  event_id: id('event').optional(),
  run_id: id('run').optional(),
  detail: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('What belongs to it, such as what was changed'),
})
export type TraceLine = z.infer<typeof traceLine>

/** Everything that happened because of one event, in order, answer events included. */
export const eventTrace = z.object({
  event_id: id('event'),
  lines: z.array(traceLine).describe('In the order in which they happened'),
})
export type EventTrace = z.infer<typeof eventTrace>

export const newTrace = z.object({ stream_id: id('stream') })

/** A trace that someone started. Events that carry its id as `tealium_trace_id` join it, 250 at most, for 24 hours. */
export const trace = z.object({
  id: z.string().describe('Send it as tealium_trace_id'),
  stream_id: id('stream'),
  started_at: time,
  expires_at: time,
  ended_at: time.nullable().describe('Null while events can join it'),
  events: z.number().int().describe('How many have joined it'),
})
export type Trace = z.infer<typeof trace>

export const traceDetail = trace.extend({
  lines: z.array(traceLine).describe('In the order in which they happened'),
})
export type TraceDetail = z.infer<typeof traceDetail>
