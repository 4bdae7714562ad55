import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { withAdmin } from '../../testing/with-admin.ts'
import { makeDataFolders } from './testing/data-folders.ts'
import { outcropProcess } from './testing/outcrop-process.ts'

const folders = makeDataFolders()
afterAll(() => folders.remove())

const mayMount = spawnSync('unshare', ['--mount', 'true']).status === 0
const needsMounts = 'this user may not mount file systems'

/** Mounts a small disk on the data folder, for one process to see. */
const disk = (size: string) => `mount -t tmpfs -o mode=755,size=${size} outcrop-test "$1"`

describe('a full disk', () => {
  it('is named when it takes no database', async ({ skip }) => {
    if (!mayMount) skip(needsMounts)
    const dataDir = folders.empty()

    await expect(outcropProcess(dataDir, { mounts: disk('20m') }).started).rejects.toThrow(
      /^The database could not be made in .+: .*(No space left on device|there is no space left on its disk).*\. Change that, or choose another folder with OUTCROP_DATA\.$/,
    )
  })

  it('is named when it takes nothing at all', async ({ skip }) => {
    if (!mayMount) skip(needsMounts)
    const dataDir = folders.empty()
    const full = `${disk('1m')}; dd if=/dev/zero of="$1/fill" bs=4k 2>/dev/null || true`

    await expect(outcropProcess(dataDir, { mounts: full }).started).rejects.toThrow(
      'there is no space left on its disk',
    )
  })
})

describe('a database on a disk that has become full', () => {
  it('says so', async ({ skip }) => {
    if (!mayMount) skip(needsMounts)
    const used = await folders.used()
    const dataDir = folders.empty()
    const full = [
      disk('100m'),
      `cp -a ${used}/. "$1/"`,
      'dd if=/dev/zero of="$1/fill" bs=4k 2>/dev/null || true',
    ]

    await expect(outcropProcess(dataDir, { mounts: full.join('; ') }).started).rejects.toThrow(
      /no space left|No space left/,
    )
  })
})

describe('a read-only disk', () => {
  it('is named', async ({ skip }) => {
    if (!mayMount) skip(needsMounts)
    const dataDir = folders.empty()

    await expect(
      outcropProcess(dataDir, { mounts: `${disk('1m')}; mount -o remount,ro "$1"` }).started,
    ).rejects.toThrow(
      `The data folder ${dataDir} cannot be used: its file system is read-only. Change that, or`,
    )
  })
})

describe('a data folder that is to be made on a read-only disk', () => {
  it('is named', async ({ skip }) => {
    if (!mayMount) skip(needsMounts)
    const dataDir = join(folders.empty(), 'new')
    const mounts = 'd=$(dirname "$1"); mount -t tmpfs -o mode=755,size=1m,ro outcrop-test "$d"'

    await expect(outcropProcess(dataDir, { mounts }).started).rejects.toThrow(
      `The data folder ${dataDir} cannot be used: its file system is read-only.`,
    )
  })
})

describe('a user who has no name', () => {
  it('is told that PostgreSQL needs one', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can become another user')
    const dataDir = folders.empty()
    const user = { uid: 54_321, gid: 54_321 }
    chownSync(dataDir, user.uid, user.gid)

    await expect(outcropProcess(dataDir, { user }).started).rejects.toThrow(
      /user ID 54321: user does not exist\. Add that user to \/etc\/passwd, or set DATABASE_URL/,
    )
  })
})

describe('a start that was cut off', () => {
  it('leaves nothing that the next one stumbles over', async () => {
    const dataDir = folders.empty()
    const cut = outcropProcess(dataDir)
    while (!existsSync(join(dataDir, 'postgres.new')))
      await new Promise((resolve) => setTimeout(resolve, 5))
    await cut.kill()

    const next = outcropProcess(dataDir)
    const { url } = await next.started

    expect(await withAdmin(url, async (db) => (await db.query('select 1')).rowCount)).toBe(1)
    await next.stop()
    expect(readdirSync(dataDir).filter((name) => /new|password|lock/.test(name))).toEqual([
      'postgres-password',
    ])
  })
})
