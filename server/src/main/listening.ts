import { listen, type Listening } from '../db/listen.ts'
import type { Pulse } from '../features/trace/trace.ts'
import type { Parts } from './compose.ts'
import { startReloading } from './reloading.ts'
import type { Working } from './working.ts'

/** Passes on what other processes, and this one, have committed. */
export async function startListening(
  parts: Parts,
  working: Working | null,
  pulse: Pulse | null,
): Promise<Listening> {
  const { log, access } = parts
  const config = startReloading(() => reload(parts, working), {
    onError: (error) =>
      log.warn({ err: error }, 'configuration could not be read and is read again soon'),
  })
  const report = (error: unknown) =>
    log.warn({ err: error }, 'cancellations could not be read and are read again soon')
  const heard: Record<string, () => void> = {
    config: () => config.wake(),
    keys: () => access.forgetKeys(),
    events: () => {
      working?.processor.wake()
      pulse?.beat()
    },
    runs: () => {
      working?.worker.wake()
    },
    cancel: () => void working?.worker.checkCancelled().catch(report),
    trace: () => pulse?.beat(),
    erasures: () => {
      working?.erasing.wake()
    },
  }
  const listening = await listen(parts.databaseUrl, Object.keys(heard), {
    onMessage: (channel) => heard[channel]?.(),
    // Whatever was said meanwhile is lost, so everything is looked at once.
    onReconnect: () => Object.values(heard).forEach((react) => react()),
    onError: (error) => log.warn({ err: error }, 'the notification connection broke'),
  })
  // What changed before anybody listened was not heard.
  config.wake()
  return {
    close: async () => {
      await listening.close()
      await config.stop()
    },
  }
}

/** Reads anew whatever people may have changed. */
async function reload(
  { directory, agents, providers, pauses, prices, budgets, services, refusals }: Parts,
  working: Working | null,
): Promise<void> {
  for (const remembering of [providers, pauses, prices, budgets]) remembering.invalidate()
  await directory.reload()
  await agents.directory.reload()
  await services.reload()
  await refusals.reload()
  await working?.processor.reloadRules()
  working?.worker.wake()
}
