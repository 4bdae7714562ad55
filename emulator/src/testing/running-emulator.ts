import { afterAll, beforeAll } from 'vitest'
import { startEmulator, type Emulator } from '../index.ts'

/** One emulator for all tests of a file, started before the first and closed after the last. */
export function runningEmulator(start: () => Promise<Emulator> = startEmulator): () => Emulator {
  let emulator: Emulator | undefined
  beforeAll(async () => {
    emulator = await start()
  })
  afterAll(() => emulator?.close())
  return () => {
    if (!emulator) throw new Error('The emulator is there within tests only.')
    return emulator
  }
}
