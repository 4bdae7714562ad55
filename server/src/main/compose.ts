import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { ActionContext, AnyAction } from '../actions/define-action.ts'
import { createActions } from '../actions/index.ts'
import { nothingKnown } from '../actions/known.ts'
import type { Config } from '../config.ts'
import { createPool, type Pool } from '../db/pool.ts'
import { createAccess, type Access } from '../features/access/access.ts'
import type { Agents } from '../features/agents/agents.ts'
import { createAutomations, type Automations } from '../features/automations/automations.ts'
import { createProviders, type Providers } from '../features/providers/providers.ts'
import type { SharedRefusals } from '../features/refusals/refusals.ts'
import { createDirectory, type Directory } from '../features/streams/streams.ts'
import { systemClock, type Clock } from '../kernel/clock.ts'
import { createSeal, type MasterKeys } from '../kernel/seal.ts'
import type { Bedrock } from '../bedrock/bedrock.ts'
import { composeBedrock } from './compose-bedrock.ts'
import { composeSpending, type Spending } from './compose-spending.ts'
import { composeAgents } from './compose-agents.ts'
import { createMetrics, type Metrics } from './metrics.ts'

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
export interface Parts extends Spending {
  readonly config: Config
  readonly log: Logger
  readonly now: Clock
  readonly databaseUrl: string
  readonly pool: Pool
  readonly metrics: Metrics
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly directory: Directory
  readonly bedrock: Bedrock
  readonly providers: Providers
  readonly agents: Agents
  readonly automations: Automations
  readonly access: Access
  readonly refusals: SharedRefusals
  readonly actionContext: (
    organizationId: string,
    metadata: Record<string, string>,
  ) => Omit<ActionContext, 'signal'>
  close(): Promise<void>
}

export function compose(options: ComposeOptions): Parts {
  const { config, log, databaseUrl, masterKeys, emulatorUrl } = options
  const now = systemClock
  const pool = poolOf(databaseUrl, log)
  const metrics = createMetrics(pool)
  const actions = createActions({ ...nothingKnown, agent: (organizationId, id) => agents.directory.find(organizationId, id) }) // prettier-ignore
  const { bedrock, refusals } = composeBedrock({ config, pool, now, log, emulatorUrl })
  const providers: Providers = createProviders({
    db: pool,
    seal: createSeal(masterKeys),
    bedrock,
    isInUse: async (...provider) =>
      (await Promise.all([automations.usingProvider(...provider), agents.atProvider(...provider)])).flat().length > 0, // prettier-ignore
    uses: (organizationId) => automations.uses(organizationId),
    now,
  })
  const agents = composeAgents({ pool, bedrock, log, now, providers, prices: () => spending.prices, automations: () => automations }) // prettier-ignore
  const automations: Automations = createAutomations({ db: pool, actions, providers: (organizationId) => providers.states(organizationId), now }) // prettier-ignore
  const spending = composeSpending({ pool, now, metrics, bedrock, providers, automations })
  return {
    config,
    log,
    now,
    databaseUrl,
    pool,
    metrics,
    actions,
    directory: createDirectory(pool, now),
    bedrock,
    providers,
    agents,
    automations,
    refusals,
    ...spending,
    access: createAccess({ pool, secret: sessionSecret(masterKeys), publicUrl: config.url, log }),
    actionContext: (organizationId, metadata) => ({
      bedrock,
      connection: (providerId) => providers.connection(organizationId, providerId),
      metadata,
    }),
    close: async () => {
      bedrock.close()
      await refusals.settled()
      await pool.end()
    },
  }
}

const poolOf = (databaseUrl: string, log: Logger): Pool =>
  createPool(databaseUrl, {
    max: 20,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })

/** Cookies are signed by a key of their own, so that the master key seals secrets only. */
const sessionSecret = ({ current }: MasterKeys) =>
  createHmac('sha256', current).update('sessions').digest('hex')
