import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { ActionContext } from '../actions/define-action.ts'
import type { Config } from '../config.ts'
import type { Pool } from '../db/pool.ts'
import { createAccess, type Access } from '../features/access/access.ts'
import type { SharedRefusals } from '../features/refusals/refusals.ts'
import type { DirectCalls } from '../features/calls/calls.ts'
import { createLineage, type Lineage } from '../features/events/events.ts'
import { createDirectory, type Directory } from '../features/streams/streams.ts'
import { systemClock, type Clock } from '../kernel/clock.ts'
import { createSeal, type MasterKeys } from '../kernel/seal.ts'
import type { Bedrock } from '../bedrock/bedrock.ts'
import { composeBedrock } from './compose-bedrock.ts'
import { composeBuilding, type Building } from './compose-building.ts'
import { composeCalls } from './compose-calls.ts'
import { composeSpending, type Spending } from './compose-spending.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openPool } from './open-pool.ts'

export interface ComposeOptions {
  readonly config: Config
  readonly log: Logger
  readonly databaseUrl: string
  /** Everything secret hangs on them. */
  readonly masterKeys: MasterKeys
  /** Where the emulator listens, or null when there is none. */
  readonly emulatorUrl: string | null
}

/** What serving and working share, wired once. */
export interface Parts extends Building, Spending {
  readonly calls: DirectCalls
  readonly config: Config
  readonly log: Logger
  readonly now: Clock
  readonly databaseUrl: string
  readonly pool: Pool
  readonly metrics: Metrics
  readonly directory: Directory
  readonly bedrock: Bedrock
  readonly access: Access
  readonly refusals: SharedRefusals
  readonly lineage: Lineage
  readonly actionContext: (
    organizationId: string,
    metadata: Record<string, string>,
  ) => Omit<ActionContext, 'signal'>
  close(): Promise<void>
}

export function compose(options: ComposeOptions): Parts {
  const { config, log, databaseUrl, masterKeys, emulatorUrl } = options
  const now = systemClock
  const pool = openPool(databaseUrl, 20, log)
  const metrics = createMetrics(pool)
  const { bedrock, refusals } = composeBedrock({ config, pool, now, log, emulatorUrl })
  const seal = createSeal(masterKeys)
  const building = composeBuilding({ pool, now, log, seal, bedrock, calls: () => calls })
  const { providers, automations, services } = building
  metrics.watchPauses(() => building.pauses.counts())
  const shared = { pool, now, metrics, bedrock, providers }
  const spending = composeSpending({ ...shared, automations, services })
  const calls: DirectCalls = composeCalls({ ...shared, ...spending, config, log })
  return {
    config,
    log,
    now,
    databaseUrl,
    pool,
    metrics,
    ...building,
    directory: createDirectory(pool, now),
    bedrock,
    refusals,
    lineage: createLineage({ masterKeys, now }),
    ...spending,
    calls,
    access: createAccess({ pool, secret: sessionSecret(masterKeys), publicUrl: config.url, log }),
    actionContext: (organizationId, metadata) => ({
      bedrock,
      connection: (providerId) => providers.connection(organizationId, providerId),
      metadata,
    }),
    close: async () => {
      await calls.stop()
      bedrock.close()
      await refusals.settled()
      await pool.end()
    },
  }
}

/** Cookies are signed by a key of their own, so that the master key seals secrets only. */
const sessionSecret = ({ current }: MasterKeys) =>
  createHmac('sha256', current).update('sessions').digest('hex')
