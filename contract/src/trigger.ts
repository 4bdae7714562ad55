import { z } from 'zod'
import { id } from './id.ts'

const delayHours = z
  .number()
  .int()
  .min(1)
  .max(8760)
  .optional()
  .describe('Starts so many hours later, if it may still start then; at once when left out')

/** When an automation starts. */
export const trigger = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('event'), feed_id: id('feed'), delay_hours: delayHours })
    .describe('An event arrives in a feed'),
  z
    .object({
      type: z.literal('audience'),
      audience_id: id('audience'),
      on: z.enum(['joined', 'left', 'visit_start', 'visit_end']),
      not_at_visit_start: z
        .boolean()
        .optional()
        .describe('With visit_end: only if the visitor was not in the audience when the visit started'), // prettier-ignore
      delay_hours: delayHours,
    })
    .describe('A visitor joins or leaves an audience, or is in it when a visit starts or ends'),
  z.object({ type: z.literal('manual') }).describe('Only when someone starts it'),
])
export type Trigger = z.infer<typeof trigger>
