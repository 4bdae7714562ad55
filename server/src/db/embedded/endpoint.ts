import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, rmSync, rmdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Places } from './places.ts'

/** Where PostgreSQL listens: a unix socket in a folder, or else a port of 127.0.0.1. */
export interface Endpoint {
  readonly port: number
  readonly socketFolder: string | undefined
}

/** Longest path of a unix socket in bytes: 107 on Linux, 103 on macOS. */
const longestSocketPath = 103
const socketPort = 5432

/** Makes an address that is in use already ready for the next PostgreSQL. */
export function renewEndpoint(endpoint: Endpoint, places: Places): Endpoint {
  if (endpoint.socketFolder !== undefined) prepareSocketFolder(endpoint.socketFolder, places)
  return endpoint
}

/**
 * Prefers a unix socket beside the cluster, then one in the temporary folder. Falls back to a free
 * port of 127.0.0.1 where neither path is short enough, ours, and on a file system with sockets.
 */
export async function chooseEndpoint(places: Places): Promise<Endpoint> {
  const name = createHash('sha256').update(places.data).digest('hex').slice(0, 12)
  const folders = [
    join(dirname(places.cluster), 'postgres-socket'),
    join(tmpdir(), `outcrop-${name}`),
  ]
  for (const folder of folders) {
    if (prepareSocketFolder(folder, places) && (await takesSockets(folder))) {
      return { port: socketPort, socketFolder: folder }
    }
  }
  return { port: await freePort(), socketFolder: undefined }
}

/** The address for `pg`. What the environment says about encryption is meant for other servers. */
export function urlOf(
  { port, socketFolder }: Endpoint,
  password: string,
  database: string,
): string {
  const start = `postgres://outcrop:${password}`
  if (socketFolder === undefined) return `${start}@127.0.0.1:${port}/${database}?sslmode=disable`
  return `${start}@localhost:${port}/${database}?host=${encodeURIComponent(socketFolder)}&sslmode=disable`
}

/** Removes an empty socket folder; a folder that is in use stays. */
export function removeEndpoint({ socketFolder }: Endpoint): void {
  try {
    if (socketFolder !== undefined) rmdirSync(socketFolder)
  } catch {
    // Somebody else's file in it, or gone already: nothing hangs on it.
  }
}

function prepareSocketFolder(folder: string, { user }: Places): boolean {
  if (Buffer.byteLength(socketPath(folder)) > longestSocketPath) return false
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (user) chownSync(folder, user.uid, user.gid)
  } catch {
    // There already, or not to be made: the next lines tell.
  }
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  // In a folder for everybody, anybody could have made it first to read along.
  if (
    !stat?.isDirectory() ||
    stat.uid !== (user?.uid ?? process.getuid?.()) ||
    (stat.mode & 0o077) !== 0
  )
    return false
  // No PostgreSQL runs on this cluster and the folder is ours, so these are left from a crash.
  rmSync(socketPath(folder), { recursive: true, force: true })
  rmSync(`${socketPath(folder)}.lock`, { recursive: true, force: true })
  return true
}

function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${socketPort}`)
}

/** Some file systems (shared folders of virtual machines) hold no sockets. */
async function takesSockets(folder: string): Promise<boolean> {
  return (await listensOn({ path: join(folder, '.probe') })) !== undefined
}

async function freePort(): Promise<number> {
  const port = await listensOn({ host: '127.0.0.1', port: 0 })
  if (port === undefined)
    throw new Error(
      'PostgreSQL found neither a path for a unix socket nor a free port of 127.0.0.1. Set TMPDIR to a short path that can be written.',
    )
  return port
}

/** Listens for a moment. Resolves with the port (0 for a path), or undefined if that is impossible. */
function listensOn(
  where: { path: string } | { host: string; port: number },
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(where, () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
