import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { startPostgres } from './embedded/start-postgres.ts'
import { listen, type Listening, type ListenOptions } from './listen.ts'
import { createPool } from './pool.ts'
import { silentProxy } from './testing/silent-proxy.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const onMessage = vi.fn<ListenOptions['onMessage']>()
const onReconnect = vi.fn<ListenOptions['onReconnect']>()
const onError = vi.fn<ListenOptions['onError']>()
let listening: Listening | undefined
beforeEach(() => {
  for (const heard of [onMessage, onReconnect, onError]) heard.mockReset()
})
afterEach(async () => {
  await listening?.close()
  listening = undefined
})

async function open(
  url = database.url,
  more: Partial<ListenOptions> = {},
  channels: readonly string[] = ['news'],
): Promise<void> {
  listening = await listen(url, channels, { onMessage, onReconnect, onError, ...more })
}

const notify = (text: string, { pool } = database) =>
  pool.query(`select pg_notify('news', $1)`, [text])

const listeners = `from pg_stat_activity
  where application_name = 'outcrop listen' and datname = current_database()`

const breakConnection = () => database.pool.query(`select pg_terminate_backend(pid) ${listeners}`)

async function countListeners(): Promise<number | null> {
  return (await database.pool.query(`select ${listeners}`)).rowCount
}

it('passes on what is said on its channels, and nothing else', async () => {
  await open(database.url, {}, ['news', 'Strange "name"'])

  await database.pool.query(`select pg_notify('other', 'no')`)
  await database.pool.query(`select pg_notify('Strange "name"', '')`)
  await notify('yes')

  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledTimes(2))
  expect(onMessage.mock.calls).toEqual([
    ['Strange "name"', ''],
    ['news', 'yes'],
  ])
})

it('rejects when the first connection is impossible', async () => {
  await expect(open('postgres://nobody@localhost/none?host=/nowhere')).rejects.toThrow('ENOENT')
})

it('comes back after its connection broke, says so, and hears again', async () => {
  await open()

  await breakConnection()

  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledTimes(1))
  expect(onError).toHaveBeenCalled()
  await notify('again')
  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledWith('news', 'again'))
  expect(await countListeners()).toBe(1)
})

it('goes on when the reaction to a reconnection throws', async () => {
  onReconnect.mockImplementationOnce(() => {
    throw new Error('reading again failed')
  })
  await open()

  await breakConnection()
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('reading again failed')))
  await breakConnection()

  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledTimes(2))
})

it('leaves no connection behind when it is closed', async () => {
  await open()

  await listening?.close()

  await vi.waitFor(async () => expect(await countListeners()).toBe(0))
  expect(onReconnect).not.toHaveBeenCalled()
  expect(onError).not.toHaveBeenCalled()
})

it('notices a server that vanished without a word', async () => {
  const proxy = await silentProxy(database.url)
  await open(proxy.url, { checkEveryMs: 50, answerWithinMs: 300 })

  proxy.fallSilent()
  await vi.waitFor(() => expect(onError).toHaveBeenCalled(), { timeout: 10_000 })
  proxy.speak()

  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalled(), { timeout: 10_000 })
  await listening?.close()
  await proxy.close()
})

it('can be closed while an attempt to connect hangs', async () => {
  const proxy = await silentProxy(database.url)
  await open(proxy.url, { answerWithinMs: 600_000 })
  proxy.fallSilent()
  proxy.cut()
  await vi.waitFor(() => expect(proxy.count()).toBe(2))

  await listening?.close()

  expect(onReconnect).not.toHaveBeenCalled()
  await proxy.close()
})

it('can be closed while the server keeps silent', async () => {
  const proxy = await silentProxy(database.url)
  await open(proxy.url, { checkEveryMs: 600_000 })
  proxy.fallSilent()

  await listening?.close()

  expect(onReconnect).not.toHaveBeenCalled()
  await proxy.close()
})

it('outlives a PostgreSQL that is killed, started again, and gone at last', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'outcrop-listen-'))
  const postgres = await startPostgres({ dataDir, log: () => undefined, durable: false })
  const pool = createPool(postgres.url, { max: 1, onError: () => undefined })
  await open(postgres.url)

  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledTimes(1), { timeout: 20_000 })
  await pool.query(`select pg_notify('news', 'after the crash')`)
  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledWith('news', 'after the crash'))

  onError.mockReset()
  await pool.end()
  await postgres.stop()
  // Closed in the middle of its attempts.
  await vi.waitFor(() => expect(onError.mock.calls.length).toBeGreaterThan(2), { timeout: 10_000 })
  await listening?.close()
  expect(onReconnect).toHaveBeenCalledTimes(1)
  await rm(dataDir, { recursive: true })
})
