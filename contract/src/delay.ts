import { z } from 'zod'
import { id } from './id.ts'
import { pageQuery, time } from './page.ts'

export const delayStates = ['waiting', 'started', 'dropped', 'cancelled'] as const
export type DelayState = (typeof delayStates)[number]

/** A start that waits for its time, or waited for it. */
export const delay = z.object({
  id: id('delay'),
  automation: z
    .object({ id: id('automation'), name: z.string().describe('What people call the automation') })
    .describe('What is to be started'),
  stream_id: id('stream'),
  visitor_id: z
    .string()
    .nullable()
    .describe('`tealium_visitor_id`; null when it is about no visitor'),
  event_id: id('event').describe('The event that it is due to'),
  feed_id: id('feed').nullable().describe('The feed that it starts on; null for an audience'),
  audience_id: id('audience')
    .nullable()
    .describe('The audience that it starts on; null for a feed'),
  state: z.enum(delayStates).describe('`dropped`: its time came, and it could not start any more'),
  created_at: time,
  due_at: time,
  ended_at: time.nullable().describe('Null while it waits'),
  reason: z.string().nullable().describe('Why it started nothing, or who cancelled it'),
  run_id: id('run').nullable().describe('The run that it became'),
})
export type Delay = z.infer<typeof delay>

/** Which delays to list. */
export const delayFilter = pageQuery.extend({
  state: z
    .enum(delayStates)
    .optional()
    .describe('dropped: its time came, and it could not start any more'),
  automation_id: id('automation').optional(),
  stream_id: id('stream').optional(),
  visitor_id: z.string().min(1).max(2048).optional().describe('`tealium_visitor_id`'),
})
export type DelayFilter = z.infer<typeof delayFilter>
