import { createClient } from '@outcrop/contract'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { freePort } from '../testing/free-port.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'

// Threads run from the bundle only, so this starts the program that people start.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const apiKey = 'the-owner-key-of-threads'

let database: TestDatabase
let dataDir: string
let server: ChildProcess | undefined
beforeAll(() => execFileSync(process.execPath, ['scripts/setup.mjs', '--server'], { cwd: root }))
beforeEach(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'outcrop-threads-'))
})
afterEach(async () => {
  server?.kill('SIGKILL')
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(processors: number) {
  const port = await freePort()
  const child = spawn(process.execPath, ['server/dist/main/start.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      OUTCROP_DATA: dataDir,
      OUTCROP_PORT: String(port),
      OUTCROP_EMULATOR_PORT: '0',
      OUTCROP_API_KEY: apiKey,
      OUTCROP_PROCESSORS: String(processors),
    },
  })
  server = child
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text))) // prettier-ignore
  const ended = once(child, 'exit').then(([code]: unknown[]) => code)
  const says = (text: string) => expect.poll(() => said, { timeout: 60_000 }).toContain(text)
  return { url: `http://127.0.0.1:${port}`, ended, says, stop: () => child.kill('SIGTERM') }
}

const shares = async () => {
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*) from shards where owner is not null group by owner',
  )
  return rows.map(({ count }) => count)
}

it('shares the shards with its threads at once, applies events in them, and leaves nothing behind', async () => {
  const { url, ended, says, stop } = await start(3)
  await says('Outcrop is ready')
  await expect.poll(async () => (await shares()).toSorted(), { timeout: 20_000 }).toEqual([20, 22, 22]) // prettier-ignore

  const names = Array.from({ length: 40 }, (_, index) => `visitor-${index}`)
  for (const tealium_visitor_id of names) {
    const event = { tealium_account: 'demo', tealium_profile: 'shop', tealium_event: 'page_view', tealium_visitor_id } // prettier-ignore
    const { status } = await fetch(`${url}/event`, { method: 'POST', body: JSON.stringify(event) })
    expect(status).toBe(200)
  }
  const client = createClient({ baseUrl: url, apiKey })
  const [stream] = (await client.listStreams({ query: {} })).items
  const known = async () => {
    const { items } = await client.listVisitors({ query: { stream_id: stream?.id ?? '', id_prefix: 'visitor-', limit: 100 } }) // prettier-ignore
    return items.length
  }
  await expect.poll(known, { timeout: 30_000 }).toBe(names.length)

  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(Number(/^outcrop_events_processed_total (\d+)/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(names.length) // prettier-ignore

  stop()
  expect(await ended).toBe(0)
  expect(await shares()).toEqual([])
  const { rows } = await database.pool.query('select id from processors')
  expect(rows).toEqual([])
}, 90_000)

it('does not start without its threads, and says what kept them', async () => {
  await database.pool.query('alter table cooldown_groups rename to hidden')
  const { ended, says } = await start(2)
  expect(await ended).toBe(1)
  await says('relation "cooldown_groups" does not exist')
}, 90_000)

it('goes on when the rules of its threads cannot be read', async () => {
  const { says, stop, ended } = await start(2)
  await says('Outcrop is ready')
  await database.pool.query('alter table cooldown_groups rename to hidden')
  await database.pool.query("select pg_notify('config', '')")
  await says('configuration could not be read')
  await database.pool.query('alter table hidden rename to cooldown_groups')
  stop()
  expect(await ended).toBe(0)
}, 90_000)
