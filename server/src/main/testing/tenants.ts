import type { Client } from '@outcrop/contract'
import { startEmulator, type Emulator } from '@outcrop/emulator'
import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { readConfig } from '../../config.ts'
import { createPulse } from '../../features/trace/trace.ts'
import { injectClient } from '../../http/testing/inject-client.ts'
import { ownerOf } from '../../http/testing/owner-of.ts'
import { testServer } from '../../http/testing/test-server.ts'
import { newId } from '../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { compose, type Parts } from '../compose.ts'
import { insertOrganization } from '../organization-store.ts'
import { featuresOf } from '../serving.ts'

export interface Tenant {
  readonly organizationId: string
  readonly client: Client
  /** A provider of the emulator, tested. */
  readonly providerId: string
}

/** Everything that the API offers, with as many organizations as a test wants. */
export interface Tenants {
  readonly emulator: Emulator
  readonly database: TestDatabase
  readonly parts: Parts
  add(): Promise<Tenant>
  close(): Promise<void>
}

export async function startTenants(): Promise<Tenants> {
  const emulator = await startEmulator()
  const database = await createTestDatabase()
  const parts = compose({
    config: readConfig({ OUTCROP_LEASE_S: '2' }),
    log: pino({ level: 'silent' }),
    databaseUrl: database.url,
    masterKeys: { current: randomBytes(32) },
    emulatorUrl: emulator.url,
  })
  const { app } = await testServer({ features: featuresOf(parts, createPulse()) }, ownerOf)
  return {
    emulator,
    database,
    parts,
    add: async () => {
      const organizationId = newId('organization')
      await insertOrganization(database.pool, organizationId, organizationId)
      const { id: providerId } = await parts.providers.ensureEmulatorProvider(organizationId)
      return {
        organizationId,
        client: injectClient(app, { apiKey: organizationId }),
        providerId,
      }
    },
    close: async () => {
      await app.close()
      await parts.close()
      await emulator.close()
      await database.drop()
    },
  }
}
