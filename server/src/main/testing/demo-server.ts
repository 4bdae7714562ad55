import { createClient, type Client } from '@outcrop/contract'
import { startEmulator, type Emulator } from '@outcrop/emulator'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../config.ts'
import { freePort } from '../../testing/free-port.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/postgres.ts'
import { newId } from '../../kernel/id.ts'
import { firstStart } from '../first-start.ts'
import { insertOrganization } from '../organization-store.ts'
import { runServer } from '../run-server.ts'

/** A whole server with the demo organization, on a database and an emulator of its own. */
export interface DemoServer {
  readonly url: string
  readonly client: Client
  readonly database: TestDatabase
  readonly emulator: Emulator
  readonly streamId: string
  /** The key of the owner of another organization on the same server. */
  stranger(): Promise<string>
  /** Collects an event of the shop. */
  send(payload: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

const [apiKey, strangerKey] = ['the-owner-key-of-the-demo', 'the-owner-key-of-a-stranger']

/** Resolves when the processor knows the actions of the demo. */
export async function startDemoServer(): Promise<DemoServer> {
  const database = await createTestDatabase()
  const emulator = await startEmulator({})
  const dataDir = await mkdtemp(join(tmpdir(), 'outcrop-demo-'))
  const port = await freePort()
  const config = readConfig({
    OUTCROP_PORT: String(port),
    OUTCROP_DATA: dataDir,
    DATABASE_URL: database.url,
    OUTCROP_API_KEY: apiKey,
    OUTCROP_LOG_LEVEL: 'silent',
  })
  const server = await runServer(config, { serve: true, work: true }, emulator.url)
  await firstStart(server.parts)
  const url = `http://127.0.0.1:${port}`
  const client = createClient({ baseUrl: url, apiKey })
  const send = async (payload: Record<string, unknown>) => {
    const event = { tealium_account: 'demo', tealium_profile: 'shop', ...payload }
    const { status } = await fetch(`${url}/event`, { method: 'POST', body: JSON.stringify(event) })
    if (status !== 200) throw new Error(`The event was answered with ${status}.`)
  }
  const [stream] = (await client.listStreams({ query: {} })).items
  for (let known = false; !known;) {
    await send({ tealium_event: 'add_to_cart', tealium_visitor_id: 'early' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    known = (await client.listRuns({ query: { visitor_id: 'early' } })).items.length > 0
  }
  const stop = async () => {
    await server.stop()
    await emulator.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const stranger = async () => {
    const id = newId('organization')
    await insertOrganization(database.pool, id, 'Strangers')
    await server.parts.access.ensureBootstrapKey(id, strangerKey)
    return strangerKey
  }
  return { url, client, database, emulator, streamId: stream?.id ?? '', send, stranger, stop }
}
