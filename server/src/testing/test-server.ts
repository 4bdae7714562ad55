import { existsSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../db/embedded/process-facts.ts'
import { startPostgres } from '../db/embedded/start-postgres.ts'
import { stopPostmaster } from '../db/embedded/stop-postmaster.ts'

const prefix = 'outcrop-test-'

export interface TestServer {
  readonly url: string
  stop(): Promise<void>
}

/** The server of an address, or else an embedded one whose data are gone after `stop`. */
export async function startTestServer(url: string | undefined): Promise<TestServer> {
  if (url) return { url, stop: () => Promise.resolve() }
  await removeAbandoned()
  const dataDir = join(tmpdir(), `${prefix}${process.pid}`)
  const postgres = await startPostgres({ dataDir, log: () => undefined, durable: false })
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A test run that was killed leaves its PostgreSQL behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!/^outcrop-test-\d+$/.test(name) || isAlive(Number(name.slice(prefix.length)))) continue
    const folder = join(tmpdir(), name)
    if (existsSync(join(folder, 'postgres'))) await stopPostmaster(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
}
