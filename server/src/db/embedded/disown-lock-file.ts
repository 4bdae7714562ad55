import { readFileSync, writeFileSync } from 'node:fs'
import { lockFileOf } from './find-postmaster.ts'
import { parseLockFile } from './lock-file.ts'
import { isAlive } from './process-facts.ts'

/**
 * Lets PostgreSQL start although the process number in a stale lock file belongs to another program
 * by now. Call it only when no PostgreSQL runs on the cluster.
 *
 * The file is not deleted, for PostgreSQL learns from it whether processes of its predecessor are
 * still at work. It does not mind the number of its own parent, which is this process.
 */
export function disownLockFile(cluster: string): void {
  const file = lockFileOf(cluster)
  const text = readText(file)
  const lock = text === undefined ? undefined : parseLockFile(text)
  if (text === undefined || !lock || !isAlive(lock.pid)) return
  writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
