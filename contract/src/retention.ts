import { z } from 'zod'

/** How long the server keeps what grows with time, in days. It is set where the server starts. */
export const retention = z.object({
  events_days: z
    .number()
    .int()
    .describe('Events, and what they did to visitors. Never those that are not processed yet'),
  runs_days: z
    .number()
    .int()
    .describe('Runs with their attempts, after they ended. Those that wait or go on stay'),
  figures_days: z
    .number()
    .int()
    .describe('What is counted by the hour: usage, cost, metrics and volumes'),
})
export type Retention = z.infer<typeof retention>
