import { startEmulator as start } from '@outcrop/emulator'
import type { Config } from '../config.ts'

export interface RunningEmulator {
  readonly url: string
  close(): Promise<void>
}

/** Starts the Bedrock emulator, unless the configuration names one that runs already. */
export async function startEmulator(config: Config): Promise<RunningEmulator> {
  if (config.emulatorUrl !== undefined)
    return { url: config.emulatorUrl, close: () => Promise.resolve() }
  try {
    return await start({ port: config.emulatorPort })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${config.emulatorPort} is taken by another program. Stop that program, choose another port with OUTCROP_EMULATOR_PORT, or name a running emulator with OUTCROP_EMULATOR_URL.`, { cause: error }) // prettier-ignore
  }
}
