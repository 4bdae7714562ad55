import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

export const erasurePhases = ['cancelling', 'removing_events', 'removing_runs', 'done'] as const
export type ErasurePhase = (typeof erasurePhases)[number]

/**
 * The removal of everything that is kept of one visitor. It goes on in the background, also after a
 * restart; what is told of it names nobody.
 */
export const erasure = z.object({
  id: id('erasure'),
  stream_id: id('stream'),
  phase: z
    .enum(erasurePhases)
    .describe(
      '`cancelling`: runs are being stopped; from `removing_events` on the visitor is gone, and what it left behind follows',
    ),
  progress: z.number().min(0).max(1).describe('How much of the event log has been looked through'),
  events: z.number().int().describe('Events that were removed so far'),
  runs: z.number().int().describe('Runs that were removed so far, with attempts and answers'),
  requested_at: time,
  done_at: time.nullable().describe('Null while it goes on'),
})
export type Erasure = z.infer<typeof erasure>
