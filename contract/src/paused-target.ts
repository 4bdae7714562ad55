import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { problem } from './problem.ts'

/** Waiting runs are counted up to this many. */
export const mostCountedRuns = 10_000

/** One thing at a provider that AWS denies, while the rest of the provider works. */
export const pausedTarget = z.object({
  id: id('pausedTarget'),
  provider_id: id('provider'),
  target: z
    .string()
    .describe('The model, inference profile, prompt, flow or agent, as the steps name it'),
  guardrail: z.string().nullable().describe('The guardrail that is called along with it'),
  problem,
  since: time,
  retest_at: time.describe('When one of its runs is let through to see whether it works again'),
  retests: z.number().int().describe('How often that was done'),
  waiting_runs: z.number().int().describe(`Runs that wait for it, counted up to ${mostCountedRuns}`), // prettier-ignore
})
export type PausedTarget = z.infer<typeof pausedTarget>
