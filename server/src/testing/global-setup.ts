import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import { readEnvironment } from '../main/read-environment.ts'
import { databaseUrl } from './database-url.ts'
import { startTestServer } from './test-server.ts'
import { withAdmin } from './with-admin.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    templateDatabase: string
  }
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/**
 * One real PostgreSQL for the whole test run, with a migrated template database in it: the server of
 * DATABASE_URL when that is set, else an embedded one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(readEnvironment().databaseUrl)
  const template = `outcrop_template_${randomBytes(6).toString('hex')}`
  await withAdmin(server.url, (db) => db.query(`create database ${template}`))
  await migrateTemplate(databaseUrl(server.url, template))
  project.provide('databaseUrl', server.url)
  project.provide('templateDatabase', template)
  return async () => {
    await withAdmin(server.url, (db) => db.query(`drop database ${template} with (force)`))
    await server.stop()
  }
}

async function migrateTemplate(url: string): Promise<void> {
  const pool = createPool(url, { max: 1, onError: () => undefined })
  await migrate(pool, migrationsFolder)
  // A template with a connection to it cannot be copied.
  await pool.end()
}
