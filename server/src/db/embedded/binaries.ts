import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { copyPackage } from './copy-package.ts'
import type { DatabaseUser } from './database-user.ts'
import { codeOf } from './file-trouble.ts'
import type { PostgresPackage } from './package-folder.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const linksFile = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Binaries that are proven to run as the database user: those of the package, or a copy of them in
 * `copies` when that user cannot reach the package or its links cannot be made.
 */
export function findBinaries(
  from: PostgresPackage,
  copies: string,
  user: DatabaseUser | undefined,
): Binaries {
  if (makeLinks(from.folder) && complaintOf(from.folder, user) === undefined)
    return binariesIn(from.folder)
  const copy = copyPackage(from, copies)
  makeLinks(copy)
  const complaint = complaintOf(copy, user)
  if (complaint !== undefined) throw new Error(complaint)
  return binariesIn(copy)
}

function binariesIn(folder: string): Binaries {
  return {
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
  }
}

/** Makes the links that the package's install script would make, for npm may not have run it. */
function makeLinks(folder: string): boolean {
  const file = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(file)) return true
  for (const { source, target } of linksFile.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    try {
      symlinkSync(basename(source), join(folder, target))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' && !existsSync(join(folder, target))) return false
    }
  }
  return true
}

/** Runs the binary once. Answers with a sentence when that does not work. */
function complaintOf(folder: string, user: DatabaseUser | undefined): string | undefined {
  const { postgres } = binariesIn(folder)
  const { error, status, stderr } = spawnSync(postgres, ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    env: { LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  })
  if (status === 0) return undefined
  if (user && codeOf(error) === 'EPERM') {
    return `PostgreSQL does not run as root, and this process may not start programs as "${user.name}". Start Outcrop as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`
  }
  const reason = error?.message ?? stderr.trim()
  return `The PostgreSQL binaries in ${folder} do not run on this machine (${reason}). Run "npm ci" on this machine, or set DATABASE_URL to a PostgreSQL server.`
}
