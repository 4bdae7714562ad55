import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createClient, type Client } from '../../contract/src/index.ts'
import { freePort } from './ports.ts'
import { startProgram, type Program } from './program.ts'
import type { Rig } from './rig.ts'

export type Role = 'start' | 'serve' | 'work'

/** A running Outcrop in one of its roles. */
export interface Outcrop extends Program {
  readonly url: string
  readonly api: Client
}

export interface OutcropOptions {
  /** The folder of the secret key and, without a database address, of the embedded database. */
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly emulatorUrl?: string
  readonly leaseS?: number
  /** Chosen when absent. */
  readonly port?: number
  /** Whether a first start makes the demo shop; it does when absent. */
  readonly demo?: boolean
}

const apiKey = 'benchmark-owner-key'

const greetings = { start: 'Outcrop is ready', serve: 'Outcrop serves', work: 'Outcrop works' }

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** What `npm start`, `npm run start:serve` or `npm run start:work` runs. */
function commandOf(role: Role): [string, ...string[]] {
  const [, ...words] = scripts[role === 'start' ? role : `start:${role}`]?.split(' ') ?? []
  return [process.execPath, ...words]
}

/** Starts Outcrop in a process of its own; resolves when it is ready. */
export async function startOutcrop(
  rig: Rig,
  role: Role,
  options: OutcropOptions,
): Promise<Outcrop> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const program = startProgram(rig, {
    name: role,
    command: commandOf(role),
    environment: environmentOf(port, options),
  })
  await program.untilItSays(greetings[role])
  if (role !== 'work') await untilReady(url, program)
  return { ...program, url, api: createClient({ baseUrl: url, apiKey }) }
}

function environmentOf(port: number, options: OutcropOptions): Record<string, string> {
  const { dataDir, databaseUrl, emulatorUrl, leaseS, demo = true } = options
  return {
    OUTCROP_PORT: String(port),
    OUTCROP_DATA: dataDir,
    OUTCROP_API_KEY: apiKey,
    OUTCROP_LOG_LEVEL: 'warn',
    OUTCROP_DEMO: demo ? 'on' : 'off',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...(emulatorUrl !== undefined && { OUTCROP_EMULATOR_URL: emulatorUrl }),
    ...(leaseS !== undefined && { OUTCROP_LEASE_S: String(leaseS) }),
  }
}

async function untilReady(url: string, program: Program): Promise<void> {
  const until = Date.now() + 30_000
  while (!(await isReady(url))) {
    if (Date.now() > until) throw new Error(`${url}/readyz was not 200 in time:\n${program.lastWords()}`) // prettier-ignore
    await sleep(20)
  }
}

/** Whether a server answers that it can take requests. */
export async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined)
  await response?.arrayBuffer()
  return response?.ok ?? false
}
