import { z } from 'zod'
import { condition } from './condition.ts'
import { id } from './id.ts'
import { time } from './page.ts'
import { judgement, verdictsOrNone } from './specification.ts'

const wireName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/i, 'must be 1 to 100 letters, digits, hyphens or underscores')

export const newStream = z.object({
  account: wireName.describe('`tealium_account` on the wire'),
  profile: wireName.describe('`tealium_profile` on the wire'),
  max_requests_per_s: z
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Above it, 429. null: no limit'),
})
export type NewStream = z.infer<typeof newStream>

export const stream = newStream.required().extend({ id: id('stream'), created_at: time })
export type Stream = z.infer<typeof stream>

const fields = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the feed'),
  condition,
  specification_id: id('specification')
    .nullable()
    .default(null)
    .describe('Only events that this specification is about'),
  verdicts: z
    .array(z.enum(verdictsOrNone))
    .max(verdictsOrNone.length)
    .default([])
    .describe('Only events that are judged so, as their specification is when they come. Empty: whatever is said of them'), // prettier-ignore
  data_source_id: id('dataSource')
    .nullable()
    .default(null)
    .describe('Only events that name this data source'),
})

/** Events for which the condition holds, and all else that is asked for. */
export const newFeed = z.object({ stream_id: id('stream'), ...fields.shape })
export type NewFeed = z.infer<typeof newFeed>

/** What a feed asks of its events beside its condition. */
export type FeedAsks = Pick<NewFeed, 'specification_id' | 'verdicts' | 'data_source_id'>

/** Absent members stay as they are. */
export const feedPatch = z.object({
  name: fields.shape.name.optional(),
  condition: fields.shape.condition.optional(),
  specification_id: fields.shape.specification_id
    .unwrap()
    .optional()
    .describe('Only events that this specification is about; null for any'),
  verdicts: fields.shape.verdicts
    .unwrap()
    .optional()
    .describe('Only events that are judged so; empty for any'),
  data_source_id: fields.shape.data_source_id
    .unwrap()
    .optional()
    .describe('Only events that name this data source; null for any'),
})
export type FeedPatch = z.infer<typeof feedPatch>

export const feed = newFeed.required().extend({
  id: id('feed'),
  built_in: z.boolean().describe('True for "All Events", which cannot be changed or deleted'),
  created_at: time,
})
export type Feed = z.infer<typeof feed>

/** An event as it was collected. `caused_by` is set on answer events that Outcrop itself delivered. */
export const event = z.object({
  id: id('event'),
  stream: z
    .object({
      account: z.string().describe('`tealium_account`'),
      profile: z.string().describe('`tealium_profile`'),
    })
    .describe('Where it was collected'),
  name: z.string().nullable().describe('`tealium_event`'),
  visitor_id: z.string().nullable().describe('`tealium_visitor_id`'),
  received_at: time,
  payload: z.record(z.string(), z.unknown()).describe('The event as it was sent'),
  source: z
    .object({ key: z.string().describe('What it carries as `tealium_datasource`'), id: id('dataSource').nullable().describe('The data source; null when there is none of this key'), name: z.string().nullable().describe('What people call the data source') })
    .optional()
    .describe('What it names as `tealium_datasource`. id and name are null when the stream has no such data source'), // prettier-ignore
  specification: judgement
    .optional()
    .describe('By the specification of its name; left out when its stream has none of that name'),
  caused_by: z
    .object({
      run_id: id('run'),
      depth: z.number().int().describe('How many answers were on the way to it, itself included'),
    })
    .optional()
    .describe('The run whose answer it is; left out of events from outside'),
})
export type Event = z.infer<typeof event>
