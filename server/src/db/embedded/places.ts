import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { databaseUser, type DatabaseUser } from './database-user.ts'
import { letIn } from './let-in.ts'
import { isReachable } from './reachable.ts'

/** Where everything of the PostgreSQL of a data folder lies, and who runs it. */
export interface Places {
  readonly data: string
  /** The folder of the database cluster, or of the one to be made. */
  readonly cluster: string
  readonly exists: boolean
  /** The name of the cluster in the data folder: itself, or a symbolic link to it. */
  readonly entry: string
  readonly log: string
  readonly password: string
  /** Who runs PostgreSQL, when that is not this process's own user. */
  readonly user: DatabaseUser | undefined
}

/** For databases whose data folder cannot be entered by the user that runs PostgreSQL. */
export const systemFolder = '/var/lib/outcrop'

/**
 * Finds the cluster of a data folder, or decides where a new one goes. One that cannot lie in the
 * data folder gets a symbolic link there, so that the data folder stays the only thing to know.
 */
export function placesOf(data: string): Places {
  const entry = join(data, 'postgres')
  const rest = {
    data,
    entry,
    log: join(data, 'postgres.log'),
    password: join(data, 'postgres-password'),
  }
  const stat = statSync(entry, { throwIfNoEntry: false })
  if (stat && !isEmptyFolder(entry, stat)) {
    const cluster = realpathSync(entry)
    const user = databaseUser(stat)
    if (user) letIn(data, user)
    refuseForeign(cluster, stat, user)
    return { ...rest, cluster, exists: true, user }
  }
  if (!stat && lstatSync(entry, { throwIfNoEntry: false })) {
    throw new Error(
      `${entry} points to a database that is gone. Bring the folder back, or delete ${entry} to start with an empty database.`,
    )
  }
  const user = databaseUser(undefined)
  if (user) letIn(data, user)
  const cluster =
    !user || isReachable(data, user)
      ? entry
      : join(systemFolder, randomBytes(6).toString('hex'), 'postgres')
  return { ...rest, cluster, exists: false, user }
}

/** Whether the cluster had to go to another place than the data folder. */
export function isMoved({ cluster, entry }: Pick<Places, 'cluster' | 'entry'>): boolean {
  return cluster !== entry
}

/** Such as one that was mounted there. One that cannot be read is somebody else's. */
function isEmptyFolder(path: string, stat: Stats): boolean {
  try {
    return stat.isDirectory() && readdirSync(path).length === 0
  } catch {
    return false
  }
}

function refuseForeign(cluster: string, { uid }: Stats, user: DatabaseUser | undefined): void {
  if (user && !isReachable(dirname(cluster), user)) {
    throw new Error(
      `The user "${user.name}", who runs PostgreSQL, cannot enter ${dirname(cluster)}. Let that user in (chmod o+x on each folder of the path), or move the data folder.`,
    )
  }
  if (!user && process.getuid && uid !== process.getuid()) {
    throw new Error(
      `The database in ${cluster} belongs to the user number ${uid}, and this process runs as number ${process.getuid()}. Start Outcrop as that user or as root, or choose another folder with OUTCROP_DATA.`,
    )
  }
}
