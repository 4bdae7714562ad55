import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from './ports.ts'
import { node, startProgram } from './program.ts'
import type { Rig } from './rig.ts'

export interface EmulatorSettings {
  /** How long a model thinks, in milliseconds. */
  readonly latency?: number
  /** How many calls its log keeps. */
  readonly keepCalls?: number
  /** What each account may do in a minute, by model. */
  readonly quotas?: readonly { readonly rpm: number; readonly tpm: number }[]
}

const callReport = z.object({
  counts: z.record(z.string(), z.number()),
  in_flight: z.number(),
  recent: z.array(
    z.object({
      at: z.iso.datetime(),
      operation: z.string(),
      inputText: z.string(),
      accessKeyId: z.string(),
      /** Null while the call is being worked on. */
      status: z.number().nullable(),
      inputTokens: z.number().nullable(),
      outputTokens: z.number().nullable(),
    }),
  ),
})
export type CallReport = z.infer<typeof callReport>

/** The Bedrock emulator in a process of its own. */
export interface Emulator {
  readonly url: string
  readonly pid: number
  /** What was called, with the latest calls, oldest first. */
  calls(recent: number): Promise<CallReport>
}

export async function startEmulator(rig: Rig, settings: EmulatorSettings): Promise<Emulator> {
  const port = await freePort()
  const configuration = join(rig.folder, 'emulator.json')
  writeFileSync(configuration, JSON.stringify(settings))
  const program = startProgram(rig, {
    name: 'emulator',
    command: node('emulator/src/main.ts', '--port', String(port), '--config', configuration),
  })
  await program.untilItSays('listens on')
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    pid: program.pid,
    calls: async (recent) => {
      const response = await fetch(`${url}/_emulator/calls?limit=${recent}`)
      return callReport.parse(await response.json())
    },
  }
}
