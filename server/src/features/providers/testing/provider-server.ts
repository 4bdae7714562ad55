import type { Client } from '@outcrop/contract'
import { startEmulator, type Emulator, type EmulatorOptions } from '@outcrop/emulator'
import { randomBytes } from 'node:crypto'
import { createBedrock, type Bedrock, type Use } from '../../../bedrock/bedrock.ts'
import type { Gate } from '../../../http/gate.ts'
import type { App } from '../../../http/mount.ts'
import { injectClient } from '../../../http/testing/inject-client.ts'
import { ownerOf } from '../../../http/testing/owner-of.ts'
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
  readonly bedrock: Bedrock
  /** Ids of providers that a published automation uses. */
  readonly inUse: Set<string>
  /** What providers are used for, by their ids. */
  readonly uses: Map<string, readonly Use[]>
  /** How far the clock of the server is ahead, in milliseconds. */
  readonly clock: { aheadMs: number }
  /** What Bedrock logged, as JSON. */
  readonly logged: string[]
  /** A new organization, and the API as its owner sees it. */
  organization(): Promise<{ id: string; client: Client }>
  /** The API of an organization as somebody sees it who may only read. */
  viewer(organizationId: string): Client
  close(): Promise<void>
}

type Around = Pick<ProviderServer, 'providers' | 'bedrock' | 'database'>

/** Providers on a real database and an emulator, and more routes. The API key of an owner is the id of the organization. */
export async function providerServer(
  more?: (app: App, around: Around) => void,
  settings: EmulatorOptions = {},
): Promise<ProviderServer> {
  const emulator = await startEmulator(settings)
  const database = await createTestDatabase()
  const logged: string[] = []
  const log = { warn: (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message })) } // prettier-ignore
  const clock = { aheadMs: 0 }
  const now = () => new Date(Date.now() + clock.aheadMs)
  const bedrock = createBedrock({
    emulatorUrl: emulator.url,
    maxSockets: 20,
    now: () => new Date(),
    log,
  })
  const inUse = new Set<string>()
  const uses = new Map<string, readonly Use[]>()
  const seal = createSeal({ current: randomBytes(32) })
  const users = (_: string, id: string) => Promise.resolve(inUse.has(id) ? ['Score'] : [])
  const providers = createProviders({
    db: database.pool,
    seal,
    bedrock,
    users,
    uses: () => Promise.resolve(uses),
    now,
  })
  const server = await testServer(
    { features: [providers.routes, (scope) => more?.(scope, { providers, bedrock, database })] },
    memberOf,
  )
  return {
    emulator,
    database,
    server,
    providers,
    bedrock,
    inUse,
    uses,
    logged,
    clock,
    async organization() {
      const id = newId('organization')
      await database.pool.query('insert into organizations (id, name) values ($1, $1)', [id])
      return { id, client: injectClient(server.app, { apiKey: id }) }
    },
    viewer: (id) => injectClient(server.app, { apiKey: `${viewing}${id}` }),
    async close() {
      await server.app.close()
      bedrock.close()
      await database.drop()
      await emulator.close()
    },
  }
}

const viewing = 'viewer of '

/** The owner of the organization whose id is the key, or somebody there who may only read. */
const memberOf: Gate['authenticate'] = async (headers) => {
  const [key = '', id] = (headers.authorization ?? '').split(viewing)
  if (id === undefined) return ownerOf(headers)
  const owner = await ownerOf({ authorization: `${key}${id}` })
  return owner && { ...owner, role: 'viewer' }
}
