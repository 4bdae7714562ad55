import { startEmulator, type Emulator, type EmulatorOptions } from '@outcrop/emulator'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { createBedrock, type Bedrock, type BedrockOptions, type Connection } from '../bedrock.ts'

export interface Emulated {
  readonly emulator: Emulator
  readonly bedrock: Bedrock
  /** What was logged, as JSON. */
  readonly logged: string[]
  /** A connection of a new provider to the emulator, with its default key. */
  connection(change?: Partial<Connection>): Connection
}

let providers = 0

/** An emulator and a Bedrock for all tests of a file. Faults and calls are forgotten between tests. */
export function emulated(
  options: EmulatorOptions = {},
  more: Partial<BedrockOptions> = {},
): Emulated {
  let emulator: Emulator | undefined
  let bedrock: Bedrock | undefined
  const logged: string[] = []
  beforeAll(async () => {
    emulator = await startEmulator(options)
    const log = {
      warn: (fields: object, message: string) =>
        void logged.push(JSON.stringify({ ...fields, message })),
    }
    bedrock = createBedrock({
      emulatorUrl: emulator.url,
      maxSockets: 64,
      now: () => new Date(),
      log,
      ...more,
    })
  })
  beforeEach(() => {
    emulator?.faults.clear()
    emulator?.scripts.clear()
    emulator?.calls.clear()
    logged.length = 0
  })
  afterAll(async () => {
    bedrock?.close()
    await emulator?.close()
  })
  return {
    get emulator() {
      return started(emulator)
    },
    get bedrock() {
      return started(bedrock)
    },
    logged,
    connection: (change = {}) => ({
      providerId: `provider-${(providers += 1)}`,
      revision: 1,
      region: 'us-east-1',
      endpoint: null,
      credentials: { type: 'emulator' },
      ...change,
    }),
  }
}

function started<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('Use it inside of a test.')
  return thing
}

/** The problem with which something fails. */
export async function problemFrom(work: Promise<unknown>): Promise<Problem> {
  try {
    await work
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}
