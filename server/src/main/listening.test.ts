import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { compose } from './compose.ts'
import { startListening } from './listening.ts'
import { insertOrganization } from './organization-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a key that another process deletes is forgotten as soon as that is committed', async () => {
  const parts = compose({
    config: readConfig({ DATABASE_URL: database.url }),
    log: pino({ level: 'silent' }),
    databaseUrl: database.url,
    masterKeys: { current: randomBytes(32) },
    emulatorUrl: null,
  })
  await insertOrganization(database.pool, 'org_a', 'A')
  let forgotten = 0
  const forgetKeys = () => {
    forgotten += 1
  }
  const access = { ...parts.access, forgetKeys }
  const listening = await startListening({ ...parts, access }, null, null)

  await parts.access.ensureBootstrapKey('org_a', 'a-key-from-the-environment')
  await expect.poll(() => forgotten).toBe(1)
  await database.pool.query('delete from api_keys')
  await expect.poll(() => forgotten).toBe(2)

  await listening.close()
  await parts.close()
})
