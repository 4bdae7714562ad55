import { readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { unusable } from './data-folder.ts'
import { codeOf } from './file-trouble.ts'
import { isMarkedAlive, markOf } from './process-facts.ts'

const ownMark = markOf(process.pid)
/** Longer than a recovery after a crash may take. */
const patienceMs = 360_000

/**
 * Does work while no other process starts or stops the PostgreSQL of this data folder. Waits for
 * its turn; throws one sentence after six minutes, or when the folder cannot be written.
 */
export async function withDataLock<T>(
  data: string,
  log: (text: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = join(data, 'postgres-lock')
  await take(data, lock, log)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function take(data: string, lock: string, log: (text: string) => void): Promise<void> {
  const until = Date.now() + patienceMs
  for (let told = false; ;) {
    const holder = tryToTake(data, lock)
    if (holder === undefined) return
    if (!told) log(`Waiting for process ${holder}, which starts or stops PostgreSQL in ${data}.`)
    told = true
    if (Date.now() > until) {
      throw new Error(
        `Process ${holder} has been starting or stopping PostgreSQL in ${data} for six minutes. End that process, then start again.`,
      )
    }
    await sleep(50)
  }
}

/** Takes the lock; otherwise tells the number of the process that has it. */
function tryToTake(data: string, lock: string): number | undefined {
  for (;;) {
    try {
      // A symbolic link is made whole or not at all, and needs no space on a full disk.
      symlinkSync(ownMark, lock)
      return undefined
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw unusable(data, error)
    }
    const mark = readMark(lock)
    if (mark === undefined) continue
    if (isMarkedAlive(mark)) return Number.parseInt(mark, 10)
    removeStale(lock, mark)
  }
}

/** Moves the lock away before deleting it: another process may have replaced it meanwhile. */
function removeStale(lock: string, mark: string): void {
  const aside = `${lock}-${ownMark}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  const taken = readMark(aside)
  rmSync(aside, { force: true })
  if (taken !== undefined && taken !== mark) symlinkSync(taken, lock)
}

function readMark(lock: string): string | undefined {
  try {
    return readlinkSync(lock)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unusable(lock, error)
  }
}
