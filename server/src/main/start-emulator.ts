import { startEmulator as start } from '@outcrop/emulator'
import type { Config } from '../config.ts'

export interface RunningEmulator {
  readonly url: string
  close(): Promise<void>
}

/** Starts the Bedrock emulator, unless the configuration names one that runs already. Throws one sentence. */
export async function startEmulator(
  config: Pick<Config, 'emulatorUrl' | 'emulatorPort'>,
): Promise<RunningEmulator> {
  if (config.emulatorUrl !== undefined) {
    await demandAnswer(config.emulatorUrl)
    return { url: config.emulatorUrl, close: () => Promise.resolve() }
  }
  try {
    return await start({ port: config.emulatorPort })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${config.emulatorPort} is taken by another program. Stop that program, choose another port with OUTCROP_EMULATOR_PORT, or name a running emulator with OUTCROP_EMULATOR_URL.`, { cause: error }) // prettier-ignore
  }
}

/** The first start tests the demo's provider on it, and would end with half a demo. */
async function demandAnswer(url: string): Promise<void> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(10_000) })
  } catch (error) {
    throw new Error(`No emulator answers at ${url}. Start it with "outcrop emulator", correct OUTCROP_EMULATOR_URL, or leave it out to start one here.`, { cause: error }) // prettier-ignore
  }
}
