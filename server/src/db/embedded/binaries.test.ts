import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findBinaries } from './binaries.ts'
import { databaseUser } from './database-user.ts'
import { packageFolder } from './package-folder.ts'

const user = databaseUser(undefined)
const installed = packageFolder()
let folder: string
let copies: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcrop-binaries-'))
  chmodSync(folder, 0o755)
  copies = join(folder, 'copies')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** For a program that only has to start. */
const isNeeded = (path: string) => !/\/share\/|\/lib\/postgresql\/|\.a$/.test(path)

const aCopy = (name: string) => {
  const copy = join(folder, name)
  cpSync(installed.folder, copy, { recursive: true, verbatimSymlinks: true, filter: isNeeded })
  return { ...installed, folder: copy }
}
const links = (of: string) => join(of, 'native/lib/libpq.so.5')
const runs = (binary: string) =>
  spawnSync(binary, ['--version'], { cwd: '/', ...(user && { uid: user.uid, gid: user.gid }) })
    .status === 0

it('uses the package where it is', () => {
  const { postgres, initdb } = findBinaries(installed, copies, user)

  expect(postgres.startsWith(installed.folder)).toBe(true)
  expect([runs(postgres), runs(initdb)]).toEqual([true, true])
  expect(existsSync(copies)).toBe(false)
})

it('makes the links that an install script would have made', () => {
  const fresh = aCopy('fresh')
  rmSync(links(fresh.folder), { force: true })

  const { initdb } = findBinaries(fresh, copies, user)

  expect(initdb.startsWith(fresh.folder)).toBe(true)
  expect(runs(initdb)).toBe(true)
})

it('copies a package that was installed for its owner only, once', ({ skip }) => {
  if (!user) skip('only root runs PostgreSQL as another user')
  const closed = aCopy('closed')
  spawnSync('chmod', ['-R', 'go=', closed.folder])

  const first = findBinaries(closed, copies, user)
  const made = statSync(first.postgres).ino
  const second = findBinaries(closed, copies, user)

  expect(first.postgres).toBe(join(copies, installed.version, 'native/bin/postgres'))
  expect([runs(first.postgres), runs(first.initdb)]).toEqual([true, true])
  expect(statSync(second.postgres).ino).toBe(made)
})

it('says what to do when the binaries are for another machine', () => {
  const foreign = { ...installed, folder: join(folder, 'foreign') }
  const binary = join(foreign.folder, 'native/bin/postgres')
  mkdirSync(join(foreign.folder, 'native/bin'), { recursive: true })
  // The beginning of a program for a processor that does not exist.
  writeFileSync(
    binary,
    Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(120, 0xee)]),
  )

  expect(() => findBinaries(foreign, copies, user)).toThrow(
    /do not run on this machine \(.*\)\. Run "npm ci" on this machine, or set DATABASE_URL to a PostgreSQL server\.$/,
  )
})

it('says what to do when the binaries are gone', () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)

  expect(() => findBinaries({ ...installed, folder: empty }, copies, user)).toThrow(
    'do not run on this machine',
  )
})
