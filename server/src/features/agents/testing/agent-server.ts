import { createClient, newProvider, sendMessage, type Client, type Message, type MessageEvent, type NewMessage } from '@outcrop/contract' // prettier-ignore
import { startEmulator, type Emulator } from '@outcrop/emulator'
import { randomBytes } from 'node:crypto'
import { createBedrock } from '../../../bedrock/bedrock.ts'
import { ownerOf } from '../../../http/testing/owner-of.ts'
import { testServer, type TestServer } from '../../../http/testing/test-server.ts'
import { newId } from '../../../kernel/id.ts'
import { createSeal } from '../../../kernel/seal.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/postgres.ts'
import { createProviders } from '../../providers/providers.ts'
import { createBudgets } from '../../budgets/budgets.ts'
import { createDirectCalls } from '../../calls/calls.ts'
import { createPrices } from '../../prices/prices.ts'
import { usageRoutes } from '../../usage/usage.ts'
import { createAgents, type Agents } from '../agents.ts'

export interface Tenant {
  readonly id: string
  readonly client: Client
  /** A provider that has passed its test. */
  readonly providerId: string
  /** Makes another one that has passed its test, and resolves with its id. */
  provider(name: string): Promise<string>
  /** All that comes of one message. Rejects when the server refuses. */
  say(agentId: string, conversationId: string, message: NewMessage): Promise<MessageEvent[]>
}

export interface AgentServer {
  readonly emulator: Emulator
  readonly database: TestDatabase
  readonly server: TestServer
  readonly agents: Agents
  readonly url: string
  /** What uses an agent, by its id. */
  readonly users: Map<string, string[]>
  /** How far the clock of the server is ahead, in milliseconds. */
  readonly clock: { aheadMs: number }
  tenant(): Promise<Tenant>
  close(): Promise<void>
}

export const liveAlias = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01'

/** Agents on a real database, a listening server and an emulator. The API key of a tenant is its id. */
export async function agentServer(
  options: Parameters<typeof startEmulator>[0] = {},
): Promise<AgentServer> {
  const clock = { aheadMs: 0 }
  const now = () => new Date(Date.now() + clock.aheadMs)
  const emulator = await startEmulator(options)
  const database = await createTestDatabase()
  const log = {
    warn: () => undefined,
    error: (fields: object) => {
      console.error(fields)
    },
  }
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 20, now: () => new Date(), log }) // prettier-ignore
  const seal = createSeal({ current: randomBytes(32) })
  const providers = createProviders({ db: database.pool, seal, bedrock, users: () => Promise.resolve([]), uses: () => Promise.resolve(new Map()), now }) // prettier-ignore
  const prices = createPrices({ db: database.pool, now, modelBehind: () => Promise.resolve(null) })
  const budgets = createBudgets({ pool: database.pool, now, exists: () => Promise.resolve(true), onRoom: () => Promise.resolve() }) // prettier-ignore
  const calls = createDirectCalls({
    pool: database.pool,
    guarding: { prices, budgets, onWait: () => undefined },
    limits: () => providers.lanes(),
    leaseS: 2,
    now,
    onWarning: () => undefined,
    onError: (err) => log.error({ err }),
  })
  const users = new Map<string, string[]>()
  const agents = createAgents({
    db: database.pool,
    bedrock,
    connection: (organizationId, providerId) => providers.connection(organizationId, providerId),
    providerState: async (organizationId, providerId) =>
      (await providers.states(organizationId)).get(providerId)?.state,
    usedBy: (_, agentId) => Promise.resolve(users.get(agentId) ?? []),
    calls,
    now,
    log,
  })
  const server = await testServer(
    {
      features: [
        providers.routes,
        agents.routes,
        budgets.routes,
        (app) => usageRoutes(app, { db: database.pool, now }),
      ],
    },
    ownerOf,
  )
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return {
    emulator,
    database,
    server,
    agents,
    url,
    users,
    clock,
    async tenant() {
      const id = newId('organization')
      await database.pool.query('insert into organizations (id, name) values ($1, $1)', [id])
      const client = createClient({ baseUrl: url, apiKey: id })
      const provider = async (name: string) => {
        const given = newProvider.parse({ name, region: 'us-east-1', credentials: { type: 'emulator' } }) // prettier-ignore
        const created = await client.createProvider({ body: given })
        await client.testProvider({ params: { id: created.id } })
        return created.id
      }
      const providerId = await provider('Emulator')
      const say: Tenant['say'] = async (agentId, conversationId, message) => {
        const events: MessageEvent[] = []
        const options = { baseUrl: url, apiKey: id }
        for await (const event of sendMessage(options, { agentId, conversationId, message })) {
          events.push(event)
        }
        return events
      }
      return { id, client, providerId, provider, say }
    },
    async close() {
      await server.app.close()
      await agents.stop()
      await calls.stop()
      bedrock.close()
      await database.drop()
      await emulator.close()
    },
  }
}

/** The stored answer that ends what came of a message. */
export function answerIn(events: readonly MessageEvent[]): Message {
  const last = events.at(-1)
  if (last?.event === 'done') return last.data
  throw new Error(`The last event is ${last?.event ?? 'missing'}.`)
}
