import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs' // prettier-ignore
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { systemFolder } from './places.ts'
import { startPostgres } from './start-postgres.ts'
import { makeDataFolders, removeData } from './testing/data-folders.ts'
import { outcropProcess } from './testing/outcrop-process.ts'

const folders = makeDataFolders()
const movedFolders: string[] = []
afterAll(async () => {
  for (const folder of movedFolders) await removeData(folder)
  await folders.remove()
})

const start = (dataDir: string, logged: string[] = []) =>
  startPostgres({ dataDir, log: (text) => logged.push(text), durable: false })

/** As much of a database as is looked at before it is started. */
function aDatabase(dataDir: string, version: string): void {
  const cluster = join(dataDir, 'postgres')
  mkdirSync(cluster, { mode: 0o700 })
  if (isRoot) chownSync(cluster, nobody.uid, nobody.gid)
  writeFileSync(join(cluster, 'PG_VERSION'), `${version}\n`)
}

const isRoot = process.getuid?.() === 0
const needsRoot = 'only root can become another user'
const nobody = { uid: 65534, gid: 65534 }

describe('root', () => {
  it('runs PostgreSQL as another user', async ({ skip }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = await folders.used()
    const postgres = await start(dataDir)

    const { uid } = statSync(`/proc/${postgres.pid}`)
    expect(uid).not.toBe(0)
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(uid)
    await postgres.stop()
  })

  it('keeps the database elsewhere when that user cannot enter the data folder, and finds it again', async ({
    skip,
  }) => {
    if (!isRoot) skip(needsRoot)
    const closed = folders.empty()
    chmodSync(closed, 0o700)
    const dataDir = join(closed, 'data')
    movedFolders.push(dataDir)
    const logged: string[] = []
    const first = await start(dataDir, logged)
    await first.stop()
    const again = await start(dataDir)
    await again.stop()

    const cluster = readlinkSync(join(dataDir, 'postgres'))
    expect(dirname(dirname(cluster))).toBe(systemFolder)
    expect(logged).toEqual([
      expect.stringContaining(`The database of ${dataDir} is in ${cluster}, where`),
    ])
    expect(again.url).toBe(first.url)
    expect(existsSync(join(dataDir, 'postgres.log'))).toBe(true)
  })

  it('lets that user, and not everybody, into a data folder of its own', async ({ skip }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = await folders.used()
    chmodSync(dataDir, 0o700)

    const postgres = await start(dataDir)
    await postgres.stop()

    expect(statSync(dataDir).mode & 0o777).toBe(0o710)
    expect(lstatSync(join(dataDir, 'postgres')).isDirectory()).toBe(true)
  })

  it('takes over the database of an ordinary user, and leaves it to that user', async ({
    skip,
  }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = await folders.used({ owner: nobody })
    const ordinary = outcropProcess(dataDir, { user: nobody })
    const { pid } = await ordinary.started
    await ordinary.kill()

    const asRoot = await start(dataDir)
    expect(asRoot).toMatchObject({ adopted: true, pid })
    await asRoot.stop()
    const afresh = await start(dataDir)

    expect(statSync(`/proc/${afresh.pid}`).uid).toBe(nobody.uid)
    await afresh.stop()
  })

  it('gives a database that was restored as root to the user who runs PostgreSQL', async ({
    skip,
  }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = await folders.used()
    const cluster = join(dataDir, 'postgres')
    for (const name of ['', 'PG_VERSION', 'global', 'base']) chownSync(join(cluster, name), 0, 0)
    chmodSync(cluster, 0o755)

    const postgres = await start(dataDir)

    expect(statSync(join(cluster, 'base')).uid).toBe(statSync(`/proc/${postgres.pid}`).uid)
    expect(statSync(cluster).mode & 0o777).toBe(0o700)
    await postgres.stop()
  })

  it('says what to do when that user cannot enter a database that is there', async ({ skip }) => {
    if (!isRoot) skip(needsRoot)
    const closed = folders.empty()
    const dataDir = join(closed, 'data')
    mkdirSync(dataDir)
    aDatabase(dataDir, '18')
    chmodSync(closed, 0o700)

    await expect(start(dataDir)).rejects.toThrow(
      /^The user "\w+", who runs PostgreSQL, cannot enter .+\. Let that user in \(chmod o\+x on each folder of the path\), or move the data folder\.$/,
    )
  })
})

describe('an ordinary user', () => {
  it('runs PostgreSQL itself', async () => {
    const dataDir = folders.empty()
    if (isRoot) chownSync(dataDir, nobody.uid, nobody.gid)
    const ordinary = outcropProcess(
      dataDir,
      isRoot ? { user: nobody, env: { HOME: '/nonexistent' } } : {},
    )
    const { pid } = await ordinary.started

    expect(statSync(`/proc/${pid}`).uid).toBe(isRoot ? nobody.uid : process.getuid?.())
    await ordinary.stop()
  })

  it('is told that a database belongs to somebody else', async ({ skip }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = folders.empty()
    chmodSync(dataDir, 0o777)
    mkdirSync(join(dataDir, 'postgres'), { mode: 0o700 })

    await expect(outcropProcess(dataDir, { user: nobody }).started).rejects.toThrow(
      /belongs to the user number 0, and this process runs as number 65534\. Start Outcrop as that user or as root, or choose another folder with OUTCROP_DATA\.$/,
    )
  })

  it('is told that a data folder cannot be written', async ({ skip }) => {
    if (!isRoot) skip(needsRoot)
    const dataDir = folders.empty()

    await expect(outcropProcess(dataDir, { user: nobody }).started).rejects.toThrow(
      `The data folder ${dataDir} cannot be used: permission is denied. Change that, or choose another folder with OUTCROP_DATA.`,
    )
  })
})

describe('a data folder', () => {
  it('cannot be a file', async () => {
    const file = join(folders.empty(), 'file')
    writeFileSync(file, '')

    await expect(start(file)).rejects.toThrow(
      `The data folder ${file} cannot be used: a file is where a folder should be.`,
    )
    await expect(start(join(file, 'below'))).rejects.toThrow('a file is where a folder should be')
  })

  it('may be reached by a symbolic link', async () => {
    const dataDir = await folders.used()
    const link = join(folders.empty(), 'link')
    symlinkSync(dataDir, link)
    const direct = await start(dataDir)

    const linked = await start(link)

    expect(linked).toMatchObject({ adopted: true, pid: direct.pid, url: direct.url })
    await linked.stop()
    await direct.stop()
  })

  it('may hold an empty folder for the database', async () => {
    const dataDir = folders.empty()
    mkdirSync(join(dataDir, 'postgres'))

    const postgres = await start(dataDir)
    await postgres.stop()

    expect(lstatSync(join(dataDir, 'postgres', 'PG_VERSION')).isFile()).toBe(true)
  })

  it('keeps what is no database', async () => {
    const dataDir = folders.empty()
    mkdirSync(join(dataDir, 'postgres'))
    if (isRoot) chownSync(join(dataDir, 'postgres'), nobody.uid, nobody.gid)
    writeFileSync(join(dataDir, 'postgres', 'diary.txt'), 'Dear diary')

    await expect(start(dataDir)).rejects.toThrow(
      `${realpathSync(dataDir)}/postgres holds no PostgreSQL database. Move it away, or choose another folder with OUTCROP_DATA.`,
    )
    expect(existsSync(join(dataDir, 'postgres', 'diary.txt'))).toBe(true)
  })

  it('tells when the database that it points to is gone', async () => {
    const dataDir = folders.empty()
    symlinkSync('/nonexistent/postgres', join(dataDir, 'postgres'))

    await expect(start(dataDir)).rejects.toThrow(
      'points to a database that is gone. Bring the folder back, or delete',
    )
  })

  it('tells when the database was made by another PostgreSQL', async () => {
    const dataDir = folders.empty()
    aDatabase(dataDir, '16')

    await expect(start(dataDir)).rejects.toThrow(
      /was made by PostgreSQL 16, and this version of Outcrop brings PostgreSQL 18\. Start the Outcrop that made it, or/,
    )
  })

  it('tells when the password is gone', async () => {
    const dataDir = folders.empty()
    aDatabase(dataDir, '18')

    await expect(start(dataDir)).rejects.toThrow(
      `is missing. Put ${join(dataDir, 'postgres-password')} back, or delete ${join(dataDir, 'postgres')} to start with an empty database.`,
    )
  })

  it('tells when the password is wrong, and leaves no PostgreSQL behind', async () => {
    const dataDir = await folders.used()
    writeFileSync(join(dataDir, 'postgres-password'), 'wrong\n')

    await expect(start(dataDir)).rejects.toThrow(
      'Put the file postgres-password of the data folder back as it was.',
    )
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('tells when the database is damaged', async () => {
    const dataDir = await folders.used()
    rmSync(join(dataDir, 'postgres', 'global', 'pg_control'))

    await expect(start(dataDir)).rejects.toThrow(
      /^PostgreSQL could not start in .+: could not find the database system\. Read .+postgres\.log/,
    )
  })
})
