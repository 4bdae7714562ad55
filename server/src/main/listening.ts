import { listen, type Listening } from '../db/listen.ts'
import type { Pulse } from '../features/trace/trace.ts'
import type { Parts } from './compose.ts'
import type { Working } from './working.ts'

/** Passes on what other processes, and this one, have committed. */
export async function startListening(
  parts: Parts,
  working: Working | null,
  pulse: Pulse | null,
): Promise<Listening> {
  const { log, directory, providers } = parts
  const report = (error: unknown) =>
    log.warn({ err: error }, 'configuration could not be read again')

  const reloadConfig = async () => {
    providers.invalidate()
    await directory.reload()
    await working?.processor.reloadRules()
    working?.worker.wake()
  }
  const heard: Record<string, () => void> = {
    config: () => void reloadConfig().catch(report),
    events: () => {
      working?.processor.wake()
      pulse?.beat()
    },
    runs: () => {
      working?.worker.wake()
    },
    cancel: () => void working?.worker.checkCancelled().catch(report),
    trace: () => pulse?.beat(),
  }
  return listen(parts.databaseUrl, Object.keys(heard), {
    onMessage: (channel) => heard[channel]?.(),
    // Whatever was said meanwhile is lost, so everything is looked at once.
    onReconnect: () => Object.values(heard).forEach((react) => react()),
    onError: (error) => log.warn({ err: error }, 'the notification connection broke'),
  })
}
