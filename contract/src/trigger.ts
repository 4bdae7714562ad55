import { z } from 'zod'
import { id } from './id.ts'

const mostHours = 8760

/** How often something may start in a time. */
const capOf = (most: number) =>
  z.object({
    starts: z.number().int().min(1).max(most).describe('So many starts at most'),
    period_hours: z
      .number()
      .int()
      .min(1)
      .max(mostHours)
      .optional()
      .describe('In so many hours: 24 is a day, 168 a week, 720 a month; ever when left out'),
  })
export type Cap = z.infer<ReturnType<typeof capOf>>

/** What holds a start back, whatever it is due to. */
const restraints = {
  delay_hours: z
    .number()
    .int()
    .min(1)
    .max(mostHours)
    .optional()
    .describe('Starts so many hours later, if it may still start then; at once when left out'),
  cap: capOf(100).optional().describe('How often it starts for one visitor, at most'),
  cooldown: z
    .object({
      group_id: id('cooldownGroup'),
      priority: z.number().int().min(1).max(1000).describe('Of several that could start, the one with the highest does'), // prettier-ignore
    })
    .optional()
    .describe('Gives way to other automations of the group, and they to it, for one visitor'),
  cap_overall: capOf(1_000_000).optional().describe('How often it starts for all visitors together, at most'), // prettier-ignore
}

/** When an automation starts. */
export const trigger = z
  .discriminatedUnion('type', [
    z
      .object({ type: z.literal('event'), feed_id: id('feed'), ...restraints })
      .describe('An event arrives in a feed'),
    z
      .object({
        type: z.literal('audience'),
        audience_id: id('audience'),
        on: z
          .enum(['joined', 'left', 'visit_start', 'visit_end'])
          .describe('What the visitor does'),
        not_at_visit_start: z
        .boolean()
        .optional()
        .describe('With visit_end: only if the visitor was not in the audience when the visit started'), // prettier-ignore
        ...restraints,
      })
      .describe('A visitor joins or leaves an audience, or is in it when a visit starts or ends'),
    z.object({ type: z.literal('manual') }).describe('Only when someone starts it'),
  ])
  .describe('When an automation starts')
export type Trigger = z.infer<typeof trigger>
