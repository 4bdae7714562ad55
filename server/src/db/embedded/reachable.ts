import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { DatabaseUser } from './database-user.ts'

interface Folder {
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** Whether a user can enter every folder on the way to a path, and the last one (if it exists). */
export function isReachable(path: string, user: DatabaseUser): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat && !mayEnter(stat, user)) return false
    if (folder === dirname(folder)) return true
  }
}

export function mayEnter(folder: Folder, user: DatabaseUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}
