import { newProvider } from '@outcrop/contract'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { createPool } from '../db/pool.ts'
import { insertSpare } from '../features/providers/key-store.ts'
import { newRow, sealKey } from '../features/providers/sealed-row.ts'
import { findProvider, insertProvider } from '../features/providers/store.ts'
import { newId } from '../kernel/id.ts'
import { createSeal, type MasterKeys } from '../kernel/seal.ts'
import { createTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { readMasterKeys } from './read-master-keys.ts'
import { rotate } from './rotate.ts'

const canary = 'canary-secret-of-aws'
const organization = 'org_a'
const program = fileURLToPath(new URL('rotate-key.ts', import.meta.url))

let database: TestDatabase
let dataDir: string
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'outcrop-rotate-'))
  database = await createTestDatabase()
  await database.pool.query('insert into organizations (id, name) values ($1, $1)', [organization])
})
afterEach(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const config = (more: Record<string, string> = {}) =>
  readConfig({ OUTCROP_DATA: dataDir, DATABASE_URL: database.url, ...more })
const keys = (more?: Record<string, string>) => readMasterKeys(config(more))
const previousFile = () => existsSync(join(dataDir, 'secret-key.previous'))

async function addProvider(sealedWith: MasterKeys): Promise<string> {
  const id = newId('provider')
  const given = newProvider.parse({
    name: id,
    region: 'us-east-1',
    credentials: { type: 'access_key', access_key_id: 'AKIAEMULATOR00000001', secret_access_key: canary }, // prettier-ignore
  })
  const row = newRow(createSeal(sealedWith), id, given)
  await insertProvider(database.pool, organization, row, new Date())
  return id
}

/** What these keys can open; undefined where they cannot. */
async function opened(id: string, by: MasterKeys): Promise<string | undefined> {
  const row = await findProvider(database.pool, organization, id)
  try {
    return createSeal(by).open(row?.sealed_secrets ?? '', id)
  } catch {
    return undefined
  }
}

it('makes a new key and seals everything with it at once when no server runs', async () => {
  const before = keys()
  const ids = [await addProvider(before), await addProvider(before)]

  expect(await rotate(database.pool, config())).toContain('2 of them were sealed anew')

  for (const id of ids) {
    expect(await opened(id, keys())).toContain(canary)
    expect(await opened(id, { current: before.current })).toBeUndefined()
  }
  expect(keys().current).not.toEqual(before.current)
  expect(previousFile()).toBe(false)
})

it('seals the second key of a provider anew as well', async () => {
  const before = keys()
  const id = await addProvider(before)
  const second = { access_key_id: 'AKIAEMULATOR00000002', secret_access_key: `${canary} 2` }
  await insertSpare(database.pool, organization, id, sealKey(createSeal(before), id, second), new Date()) // prettier-ignore
  expect(await rotate(database.pool, config())).toContain('2 of them were sealed anew')
  const row = await findProvider(database.pool, organization, id)
  expect(createSeal(keys()).open(row?.spare_sealed ?? '', id)).toContain(`${canary} 2`)
  expect(await opened(id, keys())).toContain(canary)
})

it('waits with sealing until the servers that run know the new key', async () => {
  const before = keys()
  const id = await addProvider(before)
  const server = createPool(database.url, { max: 1, onError: () => undefined })
  await server.query('select')

  expect(await rotate(database.pool, config())).toContain('Restart every server process')
  expect(await opened(id, before)).toContain(canary)
  // What the server reads at its restart opens both.
  const restarted = keys()
  expect(await opened(id, restarted)).toContain(canary)
  const added = await addProvider(restarted)

  expect(await rotate(database.pool, config())).toContain('1 of them were sealed anew')
  for (const one of [id, added]) expect(await opened(one, restarted)).toContain(canary)
  expect(previousFile()).toBe(false)
  await server.end()
})

it('goes on where it was cut off, and every secret can be opened meanwhile', async () => {
  const [old, next] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const during = { OUTCROP_SECRET_KEY: next, OUTCROP_PREVIOUS_SECRET_KEY: old }
  const ids: string[] = []
  for (let count = 0; count < 5; count++) ids.push(await addProvider(keys({ OUTCROP_SECRET_KEY: old }))) // prettier-ignore
  await database.pool.query(
    `create function cut_off() returns trigger language plpgsql as $$ begin
       if new.id = '${ids[3] ?? ''}' then raise 'the power failed'; end if; return new; end $$;
     create trigger cut_off before update on providers for each row execute function cut_off()`,
  )

  await expect(rotate(database.pool, config(during))).rejects.toThrow('the power failed')
  for (const id of ids) expect(await opened(id, keys(during))).toContain(canary)
  await database.pool.query('drop trigger cut_off on providers')

  expect(await rotate(database.pool, config(during))).toContain('2 of them were sealed anew')
  for (const id of ids) expect(await opened(id, keys({ OUTCROP_SECRET_KEY: next }))).toContain(canary) // prettier-ignore
})

it('names what neither key opens, seals the rest, and keeps the old key', async () => {
  const id = await addProvider(keys())
  const lost = await addProvider({ current: randomBytes(32) })

  await expect(rotate(database.pool, config())).rejects.toThrow(`${lost}: The secret was sealed with another master key.`) // prettier-ignore

  expect(await opened(id, keys())).toContain(canary)
  expect(previousFile()).toBe(true)
})

it('as a program says nothing of keys and secrets, and leaves none in the database', async () => {
  const [old, next] = [randomBytes(32), randomBytes(32)]
  const id = await addProvider({ current: old })
  const env = {
    ...process.env,
    OUTCROP_DATA: dataDir,
    DATABASE_URL: database.url,
    OUTCROP_SECRET_KEY: next.toString('hex'),
    OUTCROP_PREVIOUS_SECRET_KEY: old.toString('hex'),
  }

  const said = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], { env })

  expect(said.stdout).toContain('1 of them were sealed anew')
  const { rows } = await database.pool.query<{ row: string }>('select p::text as row from providers p') // prettier-ignore
  const everything = [said.stdout, said.stderr, ...rows.map(({ row }) => row)].join('\n')
  expect(everything).toContain(id)
  for (const secret of [canary, old, next].map((one) => Buffer.from(one))) {
    for (const form of ['utf8', 'hex', 'base64', 'base64url'] as const) {
      expect(everything).not.toContain(secret.toString(form).replace(/=+$/, ''))
    }
  }
})
