import { totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPassword } from './check-cluster.ts'
import { disownLockFile } from './disown-lock-file.ts'
import { chooseEndpoint, renewEndpoint, type Endpoint } from './endpoint.ts'
import type { Places } from './places.ts'
import { settings } from './settings.ts'
import { logSize, spawnPostmaster } from './spawn-postmaster.ts'
import { lastComplaint, startupFailure } from './startup-failure.ts'
import { stopPostmaster } from './stop-postmaster.ts'
import { untilReady } from './until-ready.ts'

export interface Launched {
  readonly pid: number
  readonly endpoint: Endpoint
  readonly password: string
}

export interface LaunchOptions {
  readonly durable: boolean
  readonly log: (text: string) => void
  /** Where it must listen, when somebody knows an address of it already. */
  readonly endpoint?: Endpoint
}

/** What passes by itself: processes of a killed predecessor that have not gone yet. */
const passing = /pre-existing shared memory|lock file ".*" already exists/
const portTaken = /Address already in use/
const patienceMs = 15_000

/** Starts PostgreSQL on a cluster that no other one runs on, and waits until it takes connections. */
export async function launchPostmaster(
  places: Places,
  binary: string,
  options: LaunchOptions,
): Promise<Launched> {
  const password = readPassword(places)
  const until = Date.now() + patienceMs
  for (;;) {
    const endpoint = options.endpoint
      ? renewEndpoint(options.endpoint, places)
      : await chooseEndpoint(places)
    const outcome = await tryToLaunch(places, binary, endpoint, password, options)
    if ('pid' in outcome) return { pid: outcome.pid, endpoint, password }
    const again =
      passing.test(outcome.complaint) || (portTaken.test(outcome.complaint) && !options.endpoint)
    if (!again || Date.now() > until) throw startupFailure(places, outcome.complaint)
    await sleep(100)
  }
}

async function tryToLaunch(
  places: Places,
  binary: string,
  endpoint: Endpoint,
  password: string,
  { durable, log }: LaunchOptions,
): Promise<{ pid: number } | { complaint: string }> {
  disownLockFile(places.cluster)
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  const before = logSize(places.log)
  const child = spawnPostmaster(binary, settings(endpoint, { memoryBytes, durable }), places)
  const hasEnded = () => child.ended() !== undefined
  try {
    const ready = await untilReady({ endpoint: () => endpoint, password, hasEnded, log })
    return ready
      ? { pid: child.pid }
      : { complaint: lastComplaint(places, before, child.ended() ?? 'it ended') }
  } catch (error) {
    await stopPostmaster(places.cluster)
    throw error
  }
}
