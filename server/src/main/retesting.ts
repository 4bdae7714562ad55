import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'

/** How often is looked for paused providers that are due, in milliseconds. */
const lookMs = 15_000

/** Tests paused providers again now and then, so that nobody has to when AWS takes them again. */
export function startRetesting({ providers, log }: Parts): Loop {
  return startLoop(
    async () => {
      await providers.retestPaused()
      return false
    },
    {
      idleMs: lookMs,
      onError: (error) => log.warn({ err: error }, 'a paused provider could not be tested'),
    },
  )
}
