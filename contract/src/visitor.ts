import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

/** Values by the name of their attribute. Dates are ISO-8601, sets and lists arrays, tallies objects with a number per key. */
const values = z.record(z.string(), z.unknown()).describe('Values by the names of attributes')

export const visit = z.object({
  started_at: time,
  ends_at: time.describe('When it ends if no event comes before'),
  events: z.number().int().describe('So far'),
  attributes: values,
})

/** Who events are about: what they left behind, and the audiences that it leads to. */
export const visitor = z.object({
  id: z
    .string()
    .describe('`tealium_visitor_id`; of a stitched visitor the one that it goes on under'),
  stitched_ids: z
    .array(z.string())
    .describe(
      'Other ids that lead to it: of visitors that were stitched into it, and values of its visitor id attributes',
    ),
  stream_id: id('stream'),
  created_at: time,
  last_event_at: time,
  events: z.number().int().describe('Since the first one'),
  visits: z.number().int().describe('Since the first one, the one that is going on included'),
  attributes: values,
  visit: visit.nullable().describe('The visit that is going on'),
  audiences: z
    .array(
      z.object({
        id: id('audience'),
        name: z.string().describe('What people call the audience'),
        joined_at: time,
      }),
    )
    .describe('Those that it is in now'),
})
export type Visitor = z.infer<typeof visitor>

/** Names a visitor in a path. */
export const visitorKey = z.object({
  stream_id: id('stream'),
  visitor_id: z.string().min(1).max(2048).describe('`tealium_visitor_id`, percent-encoded'),
})
