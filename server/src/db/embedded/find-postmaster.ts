import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLockFile, type LockFile } from './lock-file.ts'
import { commandLine, isAlive, workingFolder } from './process-facts.ts'

/** The PostgreSQL that runs on a cluster. Undefined when none does, whatever a stale file says. */
export function findPostmaster(cluster: string): LockFile | undefined {
  const lock = readLockFile(cluster)
  if (!lock || !isAlive(lock.pid) || !isPostmasterOf(lock)) return undefined
  if (lock.cluster === cluster) return lock
  throw new Error(
    `The database in ${cluster} was copied or moved while PostgreSQL ran in ${lock.cluster} (process ${lock.pid}). Stop that one, then start again.`,
  )
}

export function lockFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

function readLockFile(cluster: string): LockFile | undefined {
  try {
    return parseLockFile(readFileSync(lockFileOf(cluster), 'utf8'))
  } catch {
    return undefined
  }
}

/** After a reboot the number in a stale file may belong to any other program. */
function isPostmasterOf({ pid, cluster }: LockFile): boolean {
  return `${commandLine(pid)} `.includes(`-D ${cluster} `) || workingFolder(pid) === cluster
}
