import { chmodSync, chownSync, statSync } from 'node:fs'
import type { DatabaseUser } from './database-user.ts'
import { mayEnter } from './reachable.ts'

/**
 * Lets the group of the database user, and nobody else, pass through a folder that root keeps to
 * itself: so that a data folder made with a strict umask can hold the database after all.
 */
export function letIn(folder: string, user: DatabaseUser): void {
  const stat = statSync(folder)
  const isRootsAlone = stat.uid === 0 && (stat.mode & 0o077) === 0
  if (!isRootsAlone || mayEnter(stat, user)) return
  chownSync(folder, stat.uid, user.gid)
  chmodSync(folder, (stat.mode & 0o7777) | 0o010)
}
