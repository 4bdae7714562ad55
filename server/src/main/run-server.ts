import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { openDataFolder } from '../db/embedded/data-folder.ts'
import { migrate } from '../db/migrate.ts'
import { preloadAttributes } from '../features/attributes/attributes.ts'
import { makePartitions } from '../features/events/events.ts'
import { createPulse } from '../features/trace/trace.ts'
import { compose, type Parts } from './compose.ts'
import { createLog } from './create-log.ts'
import { openDatabase } from './open-database.ts'
import { readMasterKeys } from './read-master-keys.ts'
import { startListening } from './listening.ts'
import { startMaintenance } from './maintenance.ts'
import { startRetesting } from './retesting.ts'
import { startServing } from './serving.ts'
import { startWorking } from './working.ts'

export interface Roles {
  /** Intake, API and console. */
  readonly serve: boolean
  /** Stream processor and worker. */
  readonly work: boolean
}

export interface RunningServer {
  readonly parts: Parts
  stop(): Promise<void>
}

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Starts the server in its roles: database, schema, then everything on top of it. */
export async function runServer(
  config: Config,
  roles: Roles,
  emulatorUrl: string | null,
): Promise<RunningServer> {
  const log = createLog(config.logLevel)
  openDataFolder(config.dataDir)
  const database = await openDatabase(config, (text) => log.info(text))
  const parts = compose({
    config,
    log,
    databaseUrl: database.url,
    masterKeys: readMasterKeys(config),
    emulatorUrl,
  })
  try {
    const applied = await migrate(parts.pool, migrationsFolder)
    if (applied.length > 0) log.info({ first: applied.at(0), last: applied.at(-1), count: applied.length }, 'migrated the database') // prettier-ignore
    await makePartitions(parts.pool, parts.now())
    await preloadAttributes(parts.pool, parts.now())
    const stopRoles = await startRoles(parts, roles)
    return { parts, stop: () => stopAll([stopRoles, () => parts.close(), () => database.stop()]) }
  } catch (error) {
    await stopAll([() => parts.close(), () => database.stop()])
    throw error
  }
}

/** Starts the parts that the roles need. When one cannot start, those that run are stopped again. */
async function startRoles(parts: Parts, roles: Roles): Promise<() => Promise<void>> {
  const pulse = createPulse()
  const maintenance = startMaintenance(parts)
  const retesting = startRetesting(parts)
  const stops = [() => maintenance.stop(), () => retesting.stop()]
  try {
    const working = roles.work ? await startWorking(parts) : null
    if (working) stops.unshift(() => working.stop())
    const listening = await startListening(parts, working, pulse)
    stops.push(() => listening.close())
    const serving = roles.serve ? await startServing(parts, pulse) : null
    if (serving) stops.unshift(() => serving.stop())
  } catch (error) {
    await stopAll(stops)
    throw error
  }
  return () => stopAll(stops)
}

/** Stops one after the other; what fails does not keep the rest from stopping. */
async function stopAll(stops: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const stop of stops) await stop().catch((error: unknown) => errors.push(error))
  if (errors.length > 0)
    throw new AggregateError(errors, 'Not everything could be stopped cleanly.')
}
