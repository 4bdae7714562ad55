import { z } from 'zod'
import { delay } from './delay.ts'
import { event } from './stream.ts'
import { id } from './id.ts'
import { time } from './page.ts'
import { runDetail } from './run.ts'
import { traceLine } from './trace.ts'
import { visitor } from './visitor.ts'

/** An event with what was decided about it, when it was traced. */
const exportedEvent = event.extend({
  notes: z
    .array(traceLine.pick({ group: true, text: true, detail: true }))
    .describe('What was decided about it'),
})

const exportedRun = runDetail.extend({
  visitor: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What the visitor was like when the run was started, where a step asked for it'),
})

/** Everything that is kept of one visitor, in one document. */
export const visitorExport = z.object({
  exported_at: time,
  stream: z
    .object({
      id: id('stream').describe('The id that the event gave the visitor'),
      account: z.string().describe('`tealium_account`'),
      profile: z.string().describe('`tealium_profile`'),
    })
    .describe('Where the visitor is'),
  visitor: visitor
    .nullable()
    .describe('Null when only events or runs are kept, or when its stored state cannot be read'),
  stored: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('The same as it is stored, values of attributes that were deleted included'),
  unreadable: z
    .object({
      reason: z.string().describe('Why it cannot be read'),
      text: z.string().describe('Letter by letter as it is stored'),
    })
    .nullable()
    .describe('What is stored where that cannot be read as a visitor, and why not'),
  starts: z
    .array(
      z.object({
        counted_for: z.string().describe('The id of an automation with a cap, or of a cooldown group'), // prettier-ignore
        name: z.string().nullable().describe('What people call it; null when it is gone'),
        visitor_id: z.string().describe('Of the visitor or one that was stitched into it'),
        starts: z.array(time).describe('When, oldest first'),
      }),
    )
    .describe('When automations that have a cap, or a cooldown group, have started'),
  pending_stitches: z
    .array(
      z.object({
        visitor_id: z.string().describe('Of the visitor or one that was stitched into it'),
        id: z.string().describe('The id that the event gave the visitor'),
        event_id: id('event'),
      }),
    )
    .describe('Ids that events gave the visitor and that nobody has looked for yet'),
  held_events: z
    .array(
      z.object({
        event_id: id('event'),
        held_at: time,
        reason: z.string().describe('Why it could not be applied'),
      }),
    )
    .describe('Events that could not be applied to the visitor yet, and why'),
  delays: z.array(delay).describe('Starts that wait for their time, or waited; newest first'),
  events: z.array(exportedEvent).describe('Oldest first'),
  runs: z.array(exportedRun).describe('Oldest first'),
})
export type VisitorExport = z.infer<typeof visitorExport>
