import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { runServer } from './run-server.ts'

let database: TestDatabase
let dataDir: string
let neighbour: Server
let takenPort: number
beforeEach(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'outcrop-run-'))
  neighbour = createServer()
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  const address = neighbour.address()
  takenPort = typeof address === 'object' && address ? address.port : 0
})
afterEach(async () => {
  await new Promise((resolve) => neighbour.close(resolve))
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const start = (variables: Record<string, string>) =>
  runServer(
    readConfig({
      OUTCROP_PORT: String(takenPort),
      OUTCROP_DATA: dataDir,
      DATABASE_URL: database.url,
      OUTCROP_LOG_LEVEL: 'silent',
      ...variables,
    }),
    { serve: true, work: true },
    null,
  )

it('stops the worker and the processor again when it cannot serve', async () => {
  await expect(start({})).rejects.toThrow(
    `Port ${takenPort} is taken by another program. Stop that program, or choose another port with OUTCROP_PORT.`,
  )
  const { rows } = await database.pool.query(
    'select id::text from workers union all select id::text from processors',
  )
  expect(rows).toEqual([])
})

it('says that it cannot listen on an address of another machine', async () => {
  await expect(start({ OUTCROP_HOST: '192.0.2.1', OUTCROP_PORT: '0' })).rejects.toThrow(
    '192.0.2.1 is no address of this machine. Set OUTCROP_HOST',
  )
})

it('says which variable names a database that is not there, and keeps its password to itself', async () => {
  const away = 'postgres://me:hush@127.0.0.1:1/outcrop'
  const failure = await start({ DATABASE_URL: away }).catch((error: unknown) => error)
  expect(String(failure)).toContain('The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1.') // prettier-ignore
  expect(String(failure)).not.toContain('hush')

  const missing = new URL(database.url)
  missing.pathname = '/nowhere'
  await expect(start({ DATABASE_URL: missing.toString() })).rejects.toThrow(
    'The database of DATABASE_URL cannot be used: database "nowhere" does not exist.',
  )
})

it('says that the data folder cannot be one', async () => {
  const file = join(dataDir, 'file')
  await writeFile(file, '')
  await expect(start({ OUTCROP_DATA: file })).rejects.toThrow(
    `The data folder ${file} cannot be used`,
  )
})
