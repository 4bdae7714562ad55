import { cpSync, existsSync, lchownSync, lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync, chmodSync } from 'node:fs' // prettier-ignore
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { systemFolder } from '../places.ts'
import { startPostgres } from '../start-postgres.ts'
import { stopPostmaster } from '../stop-postmaster.ts'

export interface UsedOptions {
  /** Below a new folder. */
  readonly name?: string
  readonly owner?: { readonly uid: number; readonly gid: number }
}

export interface DataFolders {
  /** An empty folder that everybody can enter. */
  empty(): string
  /** A data folder with a database that has been used, and stopped. */
  used(options?: UsedOptions): Promise<string>
  /** Stops what runs in the folders, and removes them. */
  remove(): Promise<void>
}

/** Data folders for tests. The database in the used ones is made once and copied. */
export function makeDataFolders(): DataFolders {
  const root = mkdtempSync(join(tmpdir(), 'outcrop-embedded-'))
  chmodSync(root, 0o755)
  const first = join(root, 'first')
  const makeFirst = async () => {
    const postgres = await startPostgres({ dataDir: first, log: () => undefined, durable: false })
    await postgres.stop()
  }
  let firstMade: Promise<void> | undefined
  const made: string[] = []
  const empty = () => {
    const folder = mkdtempSync(join(root, 'data-'))
    chmodSync(folder, 0o755)
    made.push(folder)
    return folder
  }
  return {
    empty,
    used: async ({ name = '', owner } = {}) => {
      await (firstMade ??= makeFirst())
      const folder = join(empty(), name)
      made.push(folder)
      copyWithOwners(first, folder)
      if (owner) giveAll(folder, owner)
      return folder
    },
    remove: async () => {
      for (const folder of made) await removeData(folder)
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Copies a data folder as `cp -a` does. */
export function copyWithOwners(from: string, to: string): void {
  const filter = (path: string) => !lstatSync(path).isSocket()
  cpSync(from, to, { recursive: true, preserveTimestamps: true, filter })
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const { uid, gid } = lstatSync(join(from, name))
    if (existsSync(join(to, name))) lchownSync(join(to, name), uid, gid)
  }
}

function giveAll(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(folder, name), uid, gid)
  }
}

/** Stops the PostgreSQL of a data folder, and removes a database that had to go elsewhere. */
export async function removeData(folder: string): Promise<void> {
  const entry = join(folder, 'postgres')
  if (!existsSync(entry)) return
  const cluster = realpathSync(entry)
  if (lstatSync(cluster).isDirectory()) await stopPostmaster(cluster)
  if (cluster.startsWith(systemFolder)) rmSync(dirname(cluster), { recursive: true })
}
