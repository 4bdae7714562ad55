import { readdir, readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { migrationFolder, type MigrationFolder } from '../../db/testing/migration-folder.ts'
import { createEmptyDatabase } from '../../testing/empty-database.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { findAgentOfAlias } from './agent-store.ts'

const real = new URL('../../../migrations/', import.meta.url)
const newest = '0057-one-agent-per-alias.sql'

let database: TestDatabase
let folder: MigrationFolder
beforeEach(async () => {
  database = await createEmptyDatabase()
  const names = (await readdir(real)).filter((name) => name < newest)
  const files = names.map(async (name) => [name, await readFile(new URL(name, real), 'utf8')] as const) // prettier-ignore
  folder = await migrationFolder(Object.fromEntries(await Promise.all(files)))
})
afterEach(() => Promise.all([database.drop(), folder.remove()]))

const insert = (id: string, alias: string) =>
  database.pool.query(
    `insert into agents (id, organization_id, provider_id, name, source, alias_arn, last_test, created_at, updated_at)
     values ($1, 'org', 'prv', $1, 'bedrock', $2, '{}', now(), now())`,
    [id, alias],
  )

it('keeps agents whose alias was connected twice before, and takes no third', async () => {
  const { pool } = database
  await migrate(pool, folder.path)
  await pool.query(
    `with org as (insert into organizations (id, name) values ('org', 'Acme'))
     insert into providers (id, organization_id, name, region, credentials, max_in_flight) values ('prv', 'org', 'P', 'us-east-1', '{}', 1)`,
  )
  for (const [id, alias] of [['a1', 'one'], ['a2', 'one'], ['a3', 'one'], ['a4', 'two']] as const) await insert(id, alias) // prettier-ignore

  await folder.write({ [newest]: await readFile(new URL(newest, real), 'utf8') })
  await migrate(pool, folder.path)

  const { rows } = await pool.query<{ id: string }>('select id from agents where is_double order by id') // prettier-ignore
  expect(rows.map(({ id }) => id)).toEqual(['a2', 'a3'])
  await expect(insert('a5', 'two')).rejects.toThrow('agents_by_alias')
  await pool.query(`delete from agents where id = 'a1'`)
  expect(await findAgentOfAlias(pool, 'org', { provider_id: 'prv', alias_arn: 'one' })).toEqual({ id: 'a2', name: 'a2' }) // prettier-ignore
})
