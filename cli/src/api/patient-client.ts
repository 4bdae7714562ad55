import { createClient, type Client, type ClientOptions } from '@outcrop/contract'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { retryDelayMs } from './retry-delay.ts'

const giveUpAfterMs = 120_000

/** A client for reading that outlives a restart of the server: it asks again for two minutes. */
export function patientClient(options: ClientOptions, signal: AbortSignal): Client {
  const patiently: typeof fetch = async (input, init) => {
    const startedAt = Date.now()
    for (let tries = 1; ; tries += 1) {
      const isLate = Date.now() - startedAt > giveUpAfterMs
      try {
        const response = await fetch(input, { ...init, signal })
        if (response.status < 500 || isLate) return response
      } catch (error) {
        if (isLate || signal.aborted) throw error
      }
      await sleepFor(retryDelayMs(tries, Math.random(), undefined), undefined, { signal })
    }
  }
  return createClient({ ...options, fetch: patiently })
}
