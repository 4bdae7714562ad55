import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unusable } from './data-folder.ts'
import { isAlive } from './process-facts.ts'

export interface Registration {
  /** Signs off. Answers with the processes that still use the data folder. */
  leave(): number[]
}

/** The registrations of this process; a file of its number that is not here is an earlier process's. */
const own = new Set<string>()
let count = 0

/**
 * Says that this process uses the PostgreSQL of a data folder, so that another one that ends does
 * not stop it. Call it, and `leave`, while holding the data lock.
 */
export function register(data: string): Registration {
  const folder = join(data, 'postgres-users')
  const file = join(folder, `${process.pid}.${(count += 1)}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, '')
  } catch (error) {
    throw unusable(data, error)
  }
  own.add(file)
  return {
    leave: () => {
      own.delete(file)
      rmSync(file, { force: true })
      return others(folder)
    },
  }
}

function others(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name)
    const pid = Number.parseInt(name, 10)
    if (own.has(file) || (pid !== process.pid && isAlive(pid))) return [pid]
    rmSync(file, { force: true })
    return []
  })
}
