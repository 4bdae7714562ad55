import { join } from 'node:path'
import { startPostgres } from '../../server/src/db/embedded/start-postgres.ts'
import { createPool, type Pool } from '../../server/src/db/pool.ts'
import type { Rig } from './rig.ts'

/** A real, durable PostgreSQL of its own, as Outcrop brings it along. */
export interface Database {
  /** Makes an empty database; resolves with its address. */
  create(name: string): Promise<string>
  /** Connections to the database behind an address, closed with the rig. */
  connect(url: string): Pool
  /** The postmaster. */
  pid(): number
}

export async function startDatabase(rig: Rig): Promise<Database> {
  const postgres = await startPostgres({
    dataDir: join(rig.folder, 'data'),
    log: (text) => process.stderr.write(`${text}\n`),
  })
  rig.defer(() => postgres.stop())
  const connect = (url: string) => {
    const pool = createPool(url, { max: 2, onError: () => undefined })
    rig.defer(() => pool.end())
    return pool
  }
  const admin = connect(postgres.url)
  return {
    connect,
    pid: () => postgres.pid,
    create: async (name) => {
      await admin.query(`create database ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      return url.toString()
    },
  }
}
