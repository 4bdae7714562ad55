import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until something is there; the time limit of the test ends it. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    await sleep(20)
  }
}
