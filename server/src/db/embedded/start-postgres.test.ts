import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { withAdmin } from '../../testing/with-admin.ts'
import { commandLine, isAlive } from './process-facts.ts'
import { startPostgres } from './start-postgres.ts'
import { copyWithOwners, makeDataFolders } from './testing/data-folders.ts'
import { ask } from './testing/ask.ts'
import { outcropProcess } from './testing/outcrop-process.ts'

const folders = makeDataFolders()
afterAll(() => folders.remove())

const start = (dataDir: string, logged: string[] = []) =>
  startPostgres({ dataDir, log: (text) => logged.push(text), durable: false })

function leaveLockFile(dataDir: string, pid: number): void {
  const cluster = join(dataDir, 'postgres')
  const file = join(cluster, 'postmaster.pid')
  const { uid, gid } = statSync(cluster)
  writeFileSync(file, `${pid}\n${cluster}\n1700000000\n5432\n\n\n  5432001  98765\nready   \n`, {
    mode: 0o600,
  })
  if (process.getuid?.() === 0) chownSync(file, uid, gid)
}

describe('the first start', () => {
  it('makes a durable UTF-8 database with checksums, whose password only the owner reads', async () => {
    const dataDir = join(folders.empty(), 'not/there/yet')
    const postgres = await startPostgres({ dataDir, log: () => undefined })
    try {
      const setting = (name: string) => ask(postgres.url, `current_setting('${name}')`)
      expect(postgres.adopted).toBe(false)
      expect(await ask(postgres.url, 'current_database()')).toBe('outcrop')
      expect(await ask(postgres.url, 'current_user')).toBe('outcrop')
      expect(await setting('data_checksums')).toBe('on')
      expect(await setting('server_encoding')).toBe('UTF8')
      expect(
        await ask(postgres.url, `select datcollate from pg_database where datname = 'outcrop'`),
      ).toBe('C')
      expect(await setting('fsync')).toBe('on')
      expect(await setting('synchronous_commit')).toBe('on')
      expect(await setting('listen_addresses')).toBe('')
      expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
      await expect(
        ask(postgres.url.replace(/outcrop:[^@]+/, 'outcrop:wrong'), '1'),
      ).rejects.toThrow('password')
    } finally {
      await postgres.stop()
    }
    expect(isAlive(postgres.pid)).toBe(false)
    expect(readdirSync(dataDir).toSorted()).toEqual([
      'postgres',
      'postgres-password',
      'postgres-users',
      'postgres.log',
    ])
  })

  it('makes one database when several processes start together', async () => {
    const dataDir = folders.empty()
    const processes = [1, 2, 3].map(() => outcropProcess(dataDir))
    const answers = await Promise.all(processes.map(({ started }) => started))

    expect(answers.filter(({ adopted }) => !adopted)).toHaveLength(1)
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1)
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1)
    for (const one of processes) await one.stop()
    expect(isAlive(answers[0]?.pid ?? 0)).toBe(false)
  })
})

describe('a later start', () => {
  it('finds what was written before', async () => {
    const dataDir = await folders.used()
    const before = await start(dataDir)
    await withAdmin(before.url, (db) => db.query('create table kept as select 42 as answer'))
    await before.stop()

    const after = await start(dataDir)

    expect(await ask(after.url, 'select answer from kept')).toBe(42)
    await after.stop()
  })

  it('adopts a PostgreSQL whose server was killed', async () => {
    const dataDir = await folders.used()
    const killed = outcropProcess(dataDir)
    const { pid, url } = await killed.started
    await killed.kill()

    const adopting = await start(dataDir)

    expect(adopting).toMatchObject({ adopted: true, pid, url })
    expect(await ask(adopting.url, '1')).toBe(1)
    await adopting.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('adopts a PostgreSQL whose server was interrupted at the terminal', async () => {
    const dataDir = await folders.used()
    const interrupted = outcropProcess(dataDir)
    const { pid } = await interrupted.started
    await interrupted.interrupt()

    const adopting = await start(dataDir)

    expect(adopting).toMatchObject({ adopted: true, pid })
    await adopting.stop()
  })

  it('is not held up by the stale lock file of a process that is gone', async () => {
    const dataDir = await folders.used()
    leaveLockFile(dataDir, 4_194_303)

    const postgres = await start(dataDir)

    expect(postgres.adopted).toBe(false)
    expect(await ask(postgres.url, '1')).toBe(1)
    await postgres.stop()
  })

  it('is not held up by a stale lock file whose number now is a program of the same user', async () => {
    const dataDir = await folders.used()
    const { uid, gid } = statSync(join(dataDir, 'postgres'))
    const program = spawn('sleep', ['60'], { uid, gid })
    await once(program, 'spawn')
    leaveLockFile(dataDir, program.pid ?? 0)

    const postgres = await start(dataDir)

    expect(postgres.adopted).toBe(false)
    expect(isAlive(program.pid ?? 0)).toBe(true)
    await postgres.stop()
    program.kill()
  })

  it('recovers a database whose PostgreSQL was killed', async () => {
    const dataDir = await folders.used()
    const server = outcropProcess(dataDir, { durable: true })
    const { pid, url } = await server.started
    await withAdmin(url, (db) => db.query('create table kept as select 7 as answer'))
    await server.kill()
    process.kill(pid, 'SIGKILL')

    const after = await start(dataDir)

    expect(after.adopted).toBe(false)
    expect(await ask(after.url, 'select answer from kept')).toBe(7)
    await after.stop()
  })
})

describe('while it runs', () => {
  it('stops PostgreSQL although the data folder cannot be written any more', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can become another user')
    const nobody = { uid: 65_534, gid: 65_534 }
    const dataDir = await folders.used({ owner: nobody })
    const outcrop = outcropProcess(dataDir, { user: nobody })
    const { pid } = await outcrop.started
    chmodSync(dataDir, 0o555)

    await outcrop.stop()

    expect(isAlive(pid)).toBe(false)
    expect(outcrop.logged).toEqual([
      `The data folder ${dataDir} cannot be used: permission is denied. Change that, or choose another folder with OUTCROP_DATA.`,
    ])
  })

  it('tells its password to nobody', async () => {
    const dataDir = await folders.used()
    const logged: string[] = []
    const postgres = await start(dataDir, logged)
    const password = decodeURIComponent(new URL(postgres.url).password)
    process.kill(postgres.pid, 'SIGKILL')
    await vi.waitFor(() => ask(postgres.url, '1'), { timeout: 20_000 })
    const command = commandLine(postgres.pid)
    await postgres.stop()

    expect(password).toHaveLength(32)
    expect(readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim()).toBe(password)
    const told = [...logged, command, readFileSync(join(dataDir, 'postgres.log'), 'utf8')]
    expect(told.join('\n')).not.toContain(password)
  })

  it('lets PostgreSQL run for another Outcrop that uses the same folder, and stops it with the last one', async () => {
    const dataDir = await folders.used()
    const logged: string[] = []
    const one = await start(dataDir, logged)
    const other = outcropProcess(dataDir)
    expect(await other.started).toMatchObject({ adopted: true, pid: one.pid })

    await one.stop()

    expect(isAlive(one.pid)).toBe(true)
    expect(logged).toContain(`PostgreSQL keeps running for process ${other.pid}.`)
    await other.stop()
    expect(isAlive(one.pid)).toBe(false)
  })

  it('refuses a copy of a running database', async () => {
    const dataDir = await folders.used()
    const postgres = await start(dataDir)
    const copy = folders.empty()
    copyWithOwners(dataDir, copy)

    await expect(start(copy)).rejects.toThrow(
      `was copied or moved while PostgreSQL ran in ${join(dataDir, 'postgres')} (process ${postgres.pid}). Stop that one`,
    )
    await postgres.stop()
  })

  it('keeps its log in the data folder', async () => {
    const dataDir = await folders.used()
    const postgres = await start(dataDir)
    await withAdmin(postgres.url, (db) => db.query('select 1/0')).catch(() => undefined)
    await postgres.stop()

    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('division by zero')
  })
})
