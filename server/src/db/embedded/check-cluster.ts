import { chmodSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, fileTrouble } from './file-trouble.ts'
import type { Places } from './places.ts'

/** Throws one sentence when the cluster is none, or was made by another major version. */
export function refuseOtherCluster({ cluster }: Places, major: string): void {
  const version = versionOf(cluster)
  if (version === major) return
  throw new Error(
    `The database in ${cluster} was made by PostgreSQL ${version}, and this version of Outcrop brings PostgreSQL ${major}. Start the Outcrop that made it, or choose another folder with OUTCROP_DATA.`,
  )
}

function versionOf(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw new Error(
        `The database in ${cluster} cannot be read: ${fileTrouble(error)}. Change that, or choose another folder with OUTCROP_DATA.`,
        { cause: error },
      )
    }
    throw new Error(
      `${cluster} holds no PostgreSQL database. Move it away, or choose another folder with OUTCROP_DATA.`,
      { cause: error },
    )
  }
}

/** Gives a cluster that was copied by root, or with open permissions, back to the database user. */
export function repairOwnership({ cluster, user }: Places): void {
  const { uid, mode } = statSync(cluster)
  if ((mode & 0o077) !== 0) chmodSync(cluster, 0o700)
  if (!user || uid === user.uid) return
  for (const path of ['', ...readdirSync(cluster, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(cluster, path), user.uid, user.gid)
  }
}

/** The password of the cluster's only user, `outcrop`. */
export function readPassword({ password, cluster, entry }: Places): string {
  try {
    const text = readFileSync(password, 'utf8').trim()
    if (text !== '') return text
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw new Error(
        `The password of the database in ${password} cannot be read: ${fileTrouble(error)}. Start Outcrop as the user who owns it.`,
        { cause: error },
      )
    }
  }
  throw new Error(
    `The password of the database in ${cluster} is missing. Put ${password} back, or delete ${entry} to start with an empty database.`,
  )
}
