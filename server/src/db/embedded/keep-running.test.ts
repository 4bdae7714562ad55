import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it, vi } from 'vitest'
import { createPool } from '../pool.ts'
import { findPostmaster } from './find-postmaster.ts'
import { keepRunning } from './keep-running.ts'
import { isAlive } from './process-facts.ts'
import { startPostgres } from './start-postgres.ts'
import { ask } from './testing/ask.ts'
import { makeDataFolders } from './testing/data-folders.ts'
import { outcropProcess } from './testing/outcrop-process.ts'

const folders = makeDataFolders()
afterAll(() => folders.remove())

const start = (dataDir: string, logged: string[] = []) =>
  startPostgres({ dataDir, log: (text) => logged.push(text), durable: false })

const patience = { timeout: 20_000 }
const comesBack = (url: string) => vi.waitFor(() => ask(url, '1'), patience)

const sleeper = () => spawn('sleep', ['60'])

it('tries until the process runs again, and says why it does not', async () => {
  const first = sleeper()
  const logged: string[] = []
  let tries = 0
  let second: ReturnType<typeof sleeper> | undefined
  const watch = keepRunning(first.pid ?? 0, {
    start: () => {
      tries += 1
      if (tries < 3) return Promise.reject(new Error('The disk is full.'))
      if (tries < 4) return Promise.reject(new Error('The disk is read-only.'))
      second = sleeper()
      return Promise.resolve(second.pid ?? 0)
    },
    log: (text) => logged.push(text),
  })

  first.kill('SIGKILL')
  while (!second || watch.pid() !== second.pid) await sleep(10)
  await watch.end()

  expect(isAlive(watch.pid())).toBe(true)
  expect(logged).toEqual([
    'PostgreSQL has ended unexpectedly and is started again.',
    'The disk is full.',
    'The disk is read-only.',
    `PostgreSQL runs again (process ${second.pid}).`,
  ])
  second.kill()
})

it('waits at its end for a start that is under way', async () => {
  const seen: string[] = []
  const watch = keepRunning(0, {
    start: async () => {
      seen.push('begun')
      await sleep(50)
      seen.push('finished')
      return process.pid
    },
    log: () => undefined,
  })
  while (seen.length === 0) await sleep(10)

  await watch.end()

  expect(seen).toEqual(['begun', 'finished'])
})

it('starts PostgreSQL again when it is killed, at the same address', async () => {
  const logged: string[] = []
  const postgres = await start(await folders.used(), logged)
  const first = postgres.pid
  const errors: Error[] = []
  const pool = createPool(postgres.url, { max: 2, onError: (error) => errors.push(error) })
  await pool.query('select 1')

  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(postgres.pid).not.toBe(first), patience)

  expect((await pool.query('select 1')).rowCount).toBe(1)
  expect(isAlive(postgres.pid)).toBe(true)
  expect(logged).toContain('PostgreSQL has ended unexpectedly and is started again.')
  await pool.end()
  await postgres.stop()
  expect(isAlive(postgres.pid)).toBe(false)
})

it('guards a PostgreSQL that it has adopted, too', async () => {
  const dataDir = await folders.used()
  const killed = outcropProcess(dataDir)
  const { pid } = await killed.started
  await killed.kill()
  const postgres = await start(dataDir)
  expect(postgres.pid).toBe(pid)

  process.kill(pid, 'SIGKILL')
  await comesBack(postgres.url)

  await postgres.stop()
  expect(findPostmaster(join(dataDir, 'postgres'))).toBeUndefined()
})

it('can be stopped while PostgreSQL is being started again', async () => {
  const dataDir = await folders.used()
  const logged: string[] = []
  const postgres = await start(dataDir, logged)

  process.kill(postgres.pid, 'SIGKILL')
  await vi.waitFor(() => expect(logged).not.toEqual([]), patience)
  await postgres.stop()

  expect(findPostmaster(join(dataDir, 'postgres'))).toBeUndefined()
  expect(isAlive(postgres.pid)).toBe(false)
})

it('does not start PostgreSQL beside processes that a killed one left at work', async () => {
  const dataDir = await folders.used()
  const postgres = await start(dataDir)
  const pool = createPool(postgres.url, { max: 1, onError: () => undefined })
  // Busy without a pause, so that the process does not hear that its parent is gone.
  const busy = pool.query(`do $$
    declare until timestamptz := clock_timestamp() + interval '3 s';
    begin while clock_timestamp() < until loop end loop; end $$`)
  const active = `select count(*) from pg_stat_activity where query like 'do %' and state = 'active'`
  await vi.waitFor(async () => expect(await ask(postgres.url, active)).toBe(1), patience)

  process.kill(postgres.pid, 'SIGKILL')
  await busy.catch(() => undefined)
  await comesBack(postgres.url)

  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toMatch(/pre-existing shared memory block .+ is still in use/)
  await pool.end()
  await postgres.stop()
})

it('ends between two tries', async () => {
  const logged: string[] = []
  const watch = keepRunning(0, {
    start: () => Promise.reject(new Error('The disk is full.')),
    log: (text) => logged.push(text),
  })
  await vi.waitFor(() => expect(logged).toContain('The disk is full.'), patience)

  await watch.end()

  expect(watch.pid()).toBe(0)
})
