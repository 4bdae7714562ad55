import { openDataFolder } from './data-folder.ts'
import { withDataLock } from './data-lock.ts'
import { urlOf } from './endpoint.ts'
import { keepRunning } from './keep-running.ts'
import type { LaunchOptions } from './launch-postmaster.ts'
import { openCluster } from './open-cluster.ts'
import { isMoved, placesOf, type Places } from './places.ts'
import { register, type Registration } from './registration.ts'
import { stopPostmaster } from './stop-postmaster.ts'

export interface StartPostgresOptions {
  /** Made when it is not there. Holds the database in `postgres`, its log and its password. */
  readonly dataDir: string
  readonly log: (text: string) => void
  /** false: faster and not safe against power loss. For tests only. */
  readonly durable?: boolean
}

export interface EmbeddedPostgres {
  /** For `pg`; it stays the same when PostgreSQL has to be started again. */
  readonly url: string
  readonly pid: number
  /** It was running already: it outlived the Outcrop that had started it, or serves another one too. */
  readonly adopted: boolean
  /** Stops it, unless another Outcrop uses the same data folder. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that runs there, and starts it again
 * whenever it ends, until `stop`. Throws one sentence that says what is wrong and what to do.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const data = openDataFolder(options.dataDir)
  // Somebody else's database is refused before anything is written.
  placesOf(data)
  const open = (more: Partial<LaunchOptions> = {}) =>
    openCluster(placesOf(data), { durable, log, ...more })

  const { registration, opened } = await withDataLock(data, log, async () => {
    const signedOn = register(data)
    try {
      return { registration: signedOn, opened: await open() }
    } catch (error) {
      signedOn.leave()
      throw error
    }
  })
  const places = placesOf(data)
  if (isMoved(places)) log(movedSentence(places))

  const { endpoint, password, adopted } = opened
  const watch = keepRunning(opened.pid, {
    start: async () => (await withDataLock(data, log, () => open({ endpoint }))).pid,
    log,
  })
  const stop = async () => {
    await watch.end()
    await signOff(data, log, () => close(places.cluster, registration, log))
  }
  let stopped: Promise<void> | undefined
  return {
    url: urlOf(endpoint, password, 'outcrop'),
    get pid() {
      return watch.pid()
    },
    adopted,
    stop: () => (stopped ??= stop()),
  }
}

/** Closes under the data lock; without it where the folder cannot be written any more. */
async function signOff(
  data: string,
  log: (text: string) => void,
  close: () => Promise<void>,
): Promise<void> {
  let closing: Promise<void> | undefined
  const closeOnce = () => (closing ??= close())
  try {
    await withDataLock(data, log, closeOnce)
  } catch (error) {
    if (closing) throw error
    log(error instanceof Error ? error.message : String(error))
    await closeOnce()
  }
}

function movedSentence({ data, cluster, user }: Places): string {
  const who = user ? `the user "${user.name}", who runs PostgreSQL,` : 'PostgreSQL'
  return `The database of ${data} is in ${cluster}, where ${who} can reach it.`
}

async function close(
  cluster: string,
  registration: Registration,
  log: (text: string) => void,
): Promise<void> {
  const others = registration.leave()
  if (others.length === 0) return stopPostmaster(cluster)
  log(`PostgreSQL keeps running for process ${others.join(', ')}.`)
}
