import { startLoop, type Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'

/** How often is looked for what is paused and due, in milliseconds. */
const lookMs = 15_000

/** Tests what is paused again now and then, so that nobody has to when AWS takes it again. */
export function startRetesting({ providers, pauses, log }: Parts): Loop {
  return startLoop(
    async () => {
      await providers.retestPaused()
      await pauses.retest()
      return false
    },
    {
      idleMs: lookMs,
      onError: (error) => log.warn({ err: error }, 'what is paused could not be tested'),
    },
  )
}
