import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { DatabaseUser } from './database-user.ts'
import { codeOf, fileTrouble } from './file-trouble.ts'
import { giveToOwner } from './give-to-owner.ts'
import { isMoved, systemFolder, type Places } from './places.ts'

const run = promisify(execFile)

/** Makes the cluster of a data folder with a random password, whole or not at all. */
export async function makeCluster(places: Places, initdb: string, durable: boolean): Promise<void> {
  const unfinished = `${places.cluster}.new`
  const passwordFile = `${places.cluster}.password`
  const password = `${randomBytes(24).toString('base64url')}\n`
  try {
    if (isMoved(places)) makeSystemFolders(dirname(places.cluster))
    removeUnfinished(unfinished)
    mkdirSync(unfinished, { mode: 0o700 })
    // Flushed, because a cluster that survives a power cut without its password is lost.
    for (const file of [places.password, passwordFile]) writePassword(file, password)
    giveToOwner(places.password)
    if (places.user)
      for (const path of [unfinished, passwordFile])
        chownSync(path, places.user.uid, places.user.gid)
    const options = [
      '--pgdata',
      unfinished,
      '--pwfile',
      passwordFile,
      ...(durable ? [] : ['--no-sync']),
    ]
    await runInitdb(initdb, options, places.user)
    renameSync(unfinished, places.cluster)
    if (isMoved(places)) symlinkSync(places.cluster, places.entry)
  } catch (error) {
    removeUnfinished(unfinished)
    const reason = reasonOf(error)
    throw new Error(
      `The database could not be made in ${places.cluster}: ${reason}. ${remedyOf(reason)}`,
      { cause: error },
    )
  } finally {
    rmSync(passwordFile, { force: true })
    if (isMoved(places)) removeWhenEmpty(dirname(places.cluster))
  }
}

/** An initdb whose starter was killed goes on writing for a moment. */
function removeUnfinished(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

function writePassword(file: string, password: string): void {
  rmSync(file, { force: true })
  writeFileSync(file, password, { mode: 0o600, flag: 'wx', flush: true })
}

function makeSystemFolders(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const path of [systemFolder, folder]) chmodSync(path, 0o755)
}

function removeWhenEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
}

async function runInitdb(
  binary: string,
  options: readonly string[],
  user: DatabaseUser | undefined,
): Promise<void> {
  const fixed = [
    '--username=outcrop',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
  ]
  await run(binary, [...fixed, '--no-instructions', ...options], {
    cwd: '/',
    env: { LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  })
}

/** initdb's own words about the cause, when it was initdb that failed. */
function reasonOf(error: unknown): string {
  if (codeOf(error) !== '' || !(error instanceof Error && 'stderr' in error))
    return fileTrouble(error)
  const lines = String(error.stderr).split('\n')
  const words = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.find(Boolean)
  return words?.replace(/^.*?(FATAL|PANIC|error):\s*/, '') ?? error.message
}

function remedyOf(reason: string): string {
  return /could not look up effective user/.test(reason)
    ? 'Add that user to /etc/passwd, or set DATABASE_URL to a PostgreSQL server.'
    : 'Change that, or choose another folder with OUTCROP_DATA.'
}
