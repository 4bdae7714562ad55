import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unusable } from './data-folder.ts'
import { giveToOwner } from './give-to-owner.ts'
import { isMarkedAlive, markOf } from './process-facts.ts'

export interface Registration {
  /** Signs off. Answers with the processes that still use the data folder. */
  leave(): number[]
}

let count = 0

/**
 * Says that this process uses the PostgreSQL of a data folder: whoever ends while another one uses
 * it leaves it running, and the last one stops it. A process that was killed does not count. Call
 * it, and `leave`, while holding the data lock.
 */
export function register(data: string): Registration {
  const folder = join(data, 'postgres-users')
  const file = join(folder, `${markOf(process.pid)}.${(count += 1)}`)
  try {
    mkdirSync(folder, { recursive: true })
    giveToOwner(folder)
    writeFileSync(file, '')
    giveToOwner(file)
  } catch (error) {
    throw unusable(data, error)
  }
  return {
    leave: () => {
      remove(file)
      return others(folder, file)
    },
  }
}

function others(folder: string, ownFile: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name)
    if (file === ownFile) return []
    if (isMarkedAlive(name)) return [Number.parseInt(name, 10)]
    remove(file)
    return []
  })
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // The folder cannot be written any more. Once this process is gone, the file says nothing.
  }
}
