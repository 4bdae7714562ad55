import { createServer, type Server } from 'node:net'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { withAdmin } from '../../testing/with-admin.ts'
import { chooseEndpoint, urlOf } from './endpoint.ts'
import { makeDataFolders } from './testing/data-folders.ts'
import { outcropProcess } from './testing/outcrop-process.ts'

const folders = makeDataFolders()
const temporary = mkdtempSync(join(tmpdir(), 'outcrop-tmp-'))
chmodSync(temporary, 0o777)
afterAll(async () => {
  await folders.remove()
  rmSync(temporary, { recursive: true, force: true })
})

const placesIn = (data: string) => ({
  data,
  cluster: join(data, 'postgres'),
  exists: false,
  entry: join(data, 'postgres'),
  log: join(data, 'postgres.log'),
  password: join(data, 'postgres-password'),
  user: undefined,
})

describe('the address', () => {
  it('is a socket beside the database that nobody else can reach', async () => {
    const data = folders.empty()

    const { socketFolder } = await chooseEndpoint(placesIn(data))

    expect(socketFolder).toBe(join(data, 'postgres-socket'))
    expect(statSync(join(data, 'postgres-socket')).mode & 0o777).toBe(0o700)
  })

  it('is free again after a crash left its socket there', async () => {
    const data = folders.empty()
    mkdirSync(join(data, 'postgres-socket'), { mode: 0o700 })
    writeFileSync(join(data, 'postgres-socket', '.s.PGSQL.5432'), '')
    writeFileSync(join(data, 'postgres-socket', '.s.PGSQL.5432.lock'), `${process.pid}\n`)

    const { socketFolder } = await chooseEndpoint(placesIn(data))

    expect(socketFolder).toBe(join(data, 'postgres-socket'))
  })

  it('is a socket in the temporary folder when its place is taken or can be read by others', async () => {
    const taken = folders.empty()
    writeFileSync(join(taken, 'postgres-socket'), '')
    const open = folders.empty()
    mkdirSync(join(open, 'postgres-socket'))
    chmodSync(join(open, 'postgres-socket'), 0o755)

    for (const data of [taken, open]) {
      const { socketFolder } = await chooseEndpoint(placesIn(data))

      expect(socketFolder).toMatch(/\/outcrop-[0-9a-f]{12}$/)
      rmSync(socketFolder ?? '', { recursive: true })
    }
  })

  it('can be used by pg whatever the path is called', () => {
    const url = new URL(urlOf({ port: 5432, socketFolder: '/a b/ü?&%' }, 'secret', 'outcrop'))

    expect(url.searchParams.get('host')).toBe('/a b/ü?&%')
    expect(url.pathname).toBe('/outcrop')
    expect(url.searchParams.get('sslmode')).toBe('disable')
  })
})

describe('a database in a folder', () => {
  const deep = () => folders.used({ name: 'd'.repeat(100) })

  it('whose path is strange is used through a socket beside it', async () => {
    const dataDir = await folders.used({ name: `a 'b" ü,%` })
    const outcrop = outcropProcess(dataDir)
    const { url } = await outcrop.started

    expect(url).toContain('host=')
    expect(await answerOf(url)).toBe(1)
    await outcrop.stop()
  })

  it('whose path is too long for a socket is used through one in the temporary folder', async () => {
    const outcrop = outcropProcess(await deep(), { env: { TMPDIR: temporary } })
    const { url } = await outcrop.started

    expect(new URL(url).searchParams.get('host')).toContain(temporary)
    expect(await answerOf(url)).toBe(1)
    await outcrop.stop()
  })

  it('is used through a free port when no path is short enough', async () => {
    const longTemporary = join(temporary, 't'.repeat(100))
    mkdirSync(longTemporary)
    // The usual port may be taken: any free one does.
    const other = createServer().listen(5432, '127.0.0.1')
    await Promise.race([once(other, 'listening'), once(other, 'error')])
    const outcrop = outcropProcess(await deep(), { env: { TMPDIR: longTemporary } })
    const { url } = await outcrop.started

    expect(new URL(url).hostname).toBe('127.0.0.1')
    expect(await answerOf(url)).toBe(1)
    await outcrop.stop()
    other.close()
  })

  it('says so when its port was taken meanwhile, and comes back when the port is free', async () => {
    const longTemporary = join(temporary, 'u'.repeat(100))
    mkdirSync(longTemporary)
    const outcrop = outcropProcess(await deep(), { env: { TMPDIR: longTemporary } })
    const { url, pid } = await outcrop.started
    const port = Number(new URL(url).port)

    process.kill(pid, 'SIGKILL')
    const other = await listenOn(port)
    await vi.waitFor(
      () =>
        expect(outcrop.logged).toContainEqual(
          expect.stringContaining(
            `Address already in use (port ${port}). End the program that uses this address`,
          ),
        ),
      { timeout: 20_000 },
    )
    other.close()

    await vi.waitFor(async () => expect(await answerOf(url)).toBe(1), { timeout: 20_000 })
    await outcrop.stop()
  })

  it('does not mind what the environment says of other servers', async () => {
    const elsewhere = { PGSSLMODE: 'require', PGHOST: 'elsewhere.invalid', PGPORT: '1' }
    const outcrop = outcropProcess(await folders.used(), { env: elsewhere })

    expect(await answerOf((await outcrop.started).url)).toBe(1)
    await outcrop.stop()
  })
})

/** Takes a port as soon as it is free. */
async function listenOn(port: number): Promise<Server> {
  for (;;) {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
    const taken = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]).catch(() => false)
    if (taken) return server
  }
}

function answerOf(url: string): Promise<number | undefined> {
  return withAdmin(
    url,
    async (db) => (await db.query<{ answer: number }>('select 1 as answer')).rows[0]?.answer,
  )
}
