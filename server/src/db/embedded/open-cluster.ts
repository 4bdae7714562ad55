import { dirname, join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { readPassword, refuseOtherCluster, repairOwnership } from './check-cluster.ts'
import { findPostmaster } from './find-postmaster.ts'
import { launchPostmaster, type Launched, type LaunchOptions } from './launch-postmaster.ts'
import { makeCluster } from './make-cluster.ts'
import { packageFolder } from './package-folder.ts'
import { isMoved, systemFolder, type Places } from './places.ts'
import { untilReady } from './until-ready.ts'

export interface Opened extends Launched {
  /** It ran already. */
  readonly adopted: boolean
}

/** Adopts the PostgreSQL that runs on a cluster, or starts one. Call it while holding the data lock. */
export async function openCluster(places: Places, options: LaunchOptions): Promise<Opened> {
  const from = packageFolder()
  if (places.exists) {
    refuseOtherCluster(places, from.major)
    const running = await adopt(places, options.log)
    if (running) return { ...running, adopted: true }
  }
  const { postgres, initdb } = findBinaries(from, copiesOf(places), places.user)
  if (!places.exists) await makeCluster(places, initdb, options.durable)
  repairOwnership(places)
  return { ...(await launchPostmaster(places, postgres, options)), adopted: false }
}

/** Where copies of the binaries go when the package's own cannot be used. */
function copiesOf(places: Places): string {
  return isMoved(places)
    ? join(systemFolder, 'binaries')
    : join(dirname(places.cluster), 'postgres-binaries')
}

async function adopt(places: Places, log: (text: string) => void): Promise<Launched | undefined> {
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
  return endpoint && { pid: running.pid, endpoint, password }
}
