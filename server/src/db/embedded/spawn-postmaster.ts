import { spawn } from 'node:child_process'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { codeOf, fileTrouble } from './file-trouble.ts'
import { giveToOwner } from './give-to-owner.ts'
import type { Places } from './places.ts'

export interface Spawned {
  readonly pid: number
  /** Why it does not run any more; undefined while it runs. */
  ended(): string | undefined
}

const largestLogBytes = 20_000_000

/**
 * Starts PostgreSQL in a session of its own, so that neither Ctrl-C nor the death of this process
 * takes it down uncleanly. It may end any time: ask `ended`.
 */
export function spawnPostmaster(
  binary: string,
  settings: Readonly<Record<string, string>>,
  places: Places,
): Spawned {
  const { cluster, user } = places
  const log = openLog(places.log)
  try {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(binary, ['-D', cluster, ...options], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: { LC_ALL: 'C' },
      ...(user && { uid: user.uid, gid: user.gid }),
    })
    let ended: string | undefined
    child.on('error', (error) => (ended ??= error.message))
    child.on(
      'exit',
      (code, signal) =>
        (ended ??= signal ? `it was ended by ${signal}` : `it ended with code ${code ?? 0}`),
    )
    child.unref()
    return { pid: child.pid ?? 0, ended: () => ended }
  } finally {
    closeSync(log)
  }
}

function openLog(path: string): number {
  try {
    if (logSize(path) > largestLogBytes) renameSync(path, `${path}.1`)
    const log = openSync(path, 'a', 0o600)
    giveToOwner(path)
    return log
  } catch (error) {
    throw new Error(
      `The log ${path} cannot be written: ${fileTrouble(error)}. Change that, or choose another data folder with OUTCROP_DATA.`,
      { cause: error },
    )
  }
}

/** Bytes in the log; 0 when there is none. */
export function logSize(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}
