import { z } from 'zod'
import { time } from './page.ts'

/** How many events there were of something. Hours are whole ones, the one that goes on included. */
export const volume = z.object({
  events_24h: z.number().int().describe('Events of the last 24 whole hours'),
  events_7d: z.number().int().describe('Events of the last seven days'),
  events_30d: z.number().int().describe('Events of the last thirty days'),
  last_event_at: time.nullable().describe('Null when none has come yet'),
})
export type Volume = z.infer<typeof volume>

export const volumeQuery = z.object({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe('The last so many hours. More than 48 are answered by days of UTC'),
})
