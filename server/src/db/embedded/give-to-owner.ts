import { chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Gives what root has made in a folder to the folder's owner, so that the owner can go on with it
 * when root does not run Outcrop any more.
 */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(dirname(path))
  chownSync(path, uid, gid)
}
