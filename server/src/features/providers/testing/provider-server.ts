import type { Client } from '@outcrop/contract'
import { startEmulator, type Emulator } from '@outcrop/emulator'
import { randomBytes } from 'node:crypto'
import { createBedrock } from '../../../bedrock/bedrock.ts'
import { injectClient } from '../../../http/testing/inject-client.ts'
import { testServer, type TestServer } from '../../../http/testing/test-server.ts'
import { newId } from '../../../kernel/id.ts'
import { createSeal } from '../../../kernel/seal.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/postgres.ts'
import { createProviders, type Providers } from '../providers.ts'

export interface ProviderServer {
  readonly emulator: Emulator
  readonly database: TestDatabase
  readonly server: TestServer
  readonly providers: Providers
  /** Ids of providers that a published automation uses. */
  readonly inUse: Set<string>
  /** What Bedrock logged, as JSON. */
  readonly logged: string[]
  /** A new organization, and the API as its owner sees it. */
  organization(): Promise<{ id: string; client: Client }>
  close(): Promise<void>
}

/** Providers on a real database and an emulator. The API key of an organization is its id. */
export async function providerServer(): Promise<ProviderServer> {
  const emulator = await startEmulator()
  const database = await createTestDatabase()
  const logged: string[] = []
  const log = { warn: (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message })) } // prettier-ignore
  const now = () => new Date()
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 20, now, log })
  const inUse = new Set<string>()
  const seal = createSeal({ current: randomBytes(32) })
  const isInUse = (_: string, id: string) => Promise.resolve(inUse.has(id))
  const providers = createProviders({ db: database.pool, seal, bedrock, isInUse, now })
  const server = await testServer({
    access: { authenticate: ({ authorization = '' }) => Promise.resolve(ownerOf(authorization)), recordChange: (change) => Promise.resolve(void server.changes.push(change)) }, // prettier-ignore
    features: [providers.routes],
  })
  return {
    emulator,
    database,
    server,
    providers,
    inUse,
    logged,
    async organization() {
      const id = newId('organization')
      await database.pool.query('insert into organizations (id, name) values ($1, $1)', [id])
      return { id, client: injectClient(server.app, { apiKey: id }) }
    },
    async close() {
      await server.app.close()
      bedrock.close()
      await database.drop()
      await emulator.close()
    },
  }
}

function ownerOf(authorization: string) {
  const organizationId = authorization.replace('Bearer ', '')
  const actor = { type: 'api_key', id: organizationId, name: 'owner' } as const
  return organizationId === '' ? null : ({ organizationId, role: 'owner', actor } as const)
}
