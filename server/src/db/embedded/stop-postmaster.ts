import { setTimeout as sleep } from 'node:timers/promises'
import { removeEndpoint } from './endpoint.ts'
import { findPostmaster } from './find-postmaster.ts'
import { isAlive } from './process-facts.ts'

/** Fast: sessions are ended and changes are written. Immediate: the next start recovers them. */
const signals = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
] as const

/** Stops the PostgreSQL of a cluster, if one runs, and waits for its end. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const running = findPostmaster(cluster)
  if (!running) return
  for (const [signal, patienceMs] of signals) {
    if (await hasEndedAfter(running.pid, signal, patienceMs)) {
      if (running.endpoint) removeEndpoint(running.endpoint)
      return
    }
  }
  throw new Error(
    `PostgreSQL (process ${running.pid}) did not stop. End that process; nothing committed is lost.`,
  )
}

async function hasEndedAfter(
  pid: number,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<boolean> {
  if (isAlive(pid)) process.kill(pid, signal)
  const until = Date.now() + patienceMs
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await sleep(20)
  }
  return true
}
