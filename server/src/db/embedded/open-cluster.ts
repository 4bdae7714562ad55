import { rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { readPassword, refuseOtherCluster, repairOwnership } from './check-cluster.ts'
import { chooseEndpoint, renewEndpoint, type Endpoint } from './endpoint.ts'
import { findPostmaster, lockFileOf } from './find-postmaster.ts'
import { makeCluster } from './make-cluster.ts'
import { packageFolder } from './package-folder.ts'
import { isMoved, systemFolder, type Places } from './places.ts'
import { settings } from './settings.ts'
import { logSize, spawnPostmaster } from './spawn-postmaster.ts'
import { lastComplaint, startupFailure } from './startup-failure.ts'
import { untilReady } from './until-ready.ts'

export interface Opened {
  readonly pid: number
  readonly endpoint: Endpoint
  readonly password: string
  /** It ran already. */
  readonly adopted: boolean
}

export interface OpenOptions {
  readonly durable: boolean
  readonly log: (text: string) => void
  /** Where it must listen, when somebody knows an address of it already. */
  readonly endpoint?: Endpoint
}

/** Adopts the PostgreSQL that runs on a cluster, or starts one. Call it while holding the data lock. */
export async function openCluster(places: Places, options: OpenOptions): Promise<Opened> {
  const from = packageFolder()
  if (places.exists) refuseOtherCluster(places, from.major)
  const adopted = places.exists ? await adopt(places, options.log) : undefined
  if (adopted) return adopted

  const copies = isMoved(places)
    ? join(systemFolder, 'binaries')
    : join(dirname(places.cluster), 'postgres-binaries')
  const binaries = findBinaries(from, copies, places.user)
  if (!places.exists) await makeCluster(places, binaries)
  repairOwnership(places)
  return launch(places, binaries.postgres, options)
}

async function adopt(places: Places, log: (text: string) => void): Promise<Opened | undefined> {
  const { cluster } = places
  const running = findPostmaster(cluster)
  if (!running) return undefined
  const password = readPassword(places)
  const endpoint = await untilReady({
    endpoint: () => findPostmaster(cluster)?.endpoint,
    password,
    hasEnded: () => findPostmaster(cluster)?.pid !== running.pid,
    log,
  })
  return endpoint && { pid: running.pid, endpoint, password, adopted: true }
}

/** What passes by itself: processes of a killed predecessor that have not gone yet. */
const passing = /pre-existing shared memory|lock file ".*" already exists/
const portTaken = /Address already in use/
const patienceMs = 15_000

async function launch(places: Places, binary: string, options: OpenOptions): Promise<Opened> {
  const { durable, log } = options
  const password = readPassword(places)
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  const until = Date.now() + patienceMs
  for (;;) {
    // No PostgreSQL runs here, so the file is stale; its number may be another program's by now.
    rmSync(lockFileOf(places.cluster), { force: true })
    const endpoint = options.endpoint
      ? renewEndpoint(options.endpoint, places)
      : await chooseEndpoint(places)
    const before = logSize(places.log)
    const child = spawnPostmaster(binary, settings(endpoint, { memoryBytes, durable }), places)
    const hasEnded = () => child.ended() !== undefined
    const ready = await untilReady({ endpoint: () => endpoint, password, hasEnded, log })
    if (ready) return { pid: child.pid, endpoint, password, adopted: false }
    const complaint = lastComplaint(places, before, child.ended() ?? 'it ended')
    const again = passing.test(complaint) || (portTaken.test(complaint) && !options.endpoint)
    if (!again || Date.now() > until) throw startupFailure(places, complaint)
    await sleep(100)
  }
}
