import { z } from 'zod'

/** What became of the last test of a connection. */
export const testedState = z.enum(['untested', 'ready', 'failing'])
export type TestedState = z.infer<typeof testedState>

/** Whether a provider works now: its last test, unless AWS has refused it since. */
export const providerState = z
  .enum([...testedState.options, 'paused', 'partly_paused'])
  .describe('Whether a provider can be used')
export type ProviderState = z.infer<typeof providerState>

interface Standing {
  readonly tested: TestedState
  /** AWS refuses the credentials: all runs of the provider wait. */
  readonly isPaused: boolean
  /** How many models, prompts, flows and agents are denied. */
  readonly pausedTargets: number
}

/** The one state that is shown of a provider, whatever else is known of it. */
export function providerStateOf({ tested, isPaused, pausedTargets }: Standing): ProviderState {
  if (isPaused) return 'paused'
  return tested === 'ready' && pausedTargets > 0 ? 'partly_paused' : tested
}

/** Whether a provider may be chosen for something new: it works, in part at least. */
export const isUsable = (state: ProviderState): boolean =>
  state === 'ready' || state === 'partly_paused'
