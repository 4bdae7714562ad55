import {
  newProvider,
  type ModelCatalogue,
  type Provider,
  type ProviderLimits,
} from '@outcrop/contract'
import type { Connection } from '../../bedrock/bedrock.ts'
import type { App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { keptCatalogue } from './catalogue.ts'
import { createProvider, providerRow, testProvider, type Editing } from './edit.ts'
import { remembered } from '../../kernel/remembered.ts'
import { pause, retestPaused } from './retest.ts'
import { providerRoutes } from './routes.ts'
import { connectionOf } from './sealed-row.ts'
import { providerOf } from './shapes.ts'
import { allLimits, findEmulatorProvider, findProvider, providerStates, type ProviderState } from './store.ts' // prettier-ignore

export type ProvidersOptions = Editing

/** How much a provider may do at once, per worker process. */
export interface Lane {
  readonly providerId: string
  readonly maxInFlight: number
  /** By all workers together. */
  readonly limits: ProviderLimits
}

export interface Providers {
  readonly routes: (app: App) => void
  /** What Bedrock is called with. Throws `provider-missing` or `provider-not-ready`. */
  connection(organizationId: string, providerId: string): Promise<Connection>
  /** Of every organization, because a worker serves them all. */
  lanes(): Promise<readonly Lane[]>
  /** What is set. Throws `not-found`. */
  limitsOf(organizationId: string, id: string): Promise<ProviderLimits>
  states(organizationId: string): Promise<ReadonlyMap<string, Omit<ProviderState, 'id'>>>
  /** Its models as AWS listed them last; null when it was not asked. Asks nobody. */
  listedModels(organizationId: string, id: string): Promise<ModelCatalogue | null>
  /** The provider that uses the emulator of the server, made and tested when there is none. */
  ensureEmulatorProvider(organizationId: string): Promise<Provider>
  /**
   * Lets the runs of a provider wait until its test passes, because of a problem with this revision of
   * it. What has been changed meanwhile is not paused, only used from now on. False when it is gone.
   */
  pause(
    organizationId: string,
    providerId: string,
    problem: Problem,
    revision: number,
  ): Promise<boolean>
  /** Tests the paused providers, of every organization, that are due to be tested again; how many. */
  retestPaused(): Promise<number>
  /** Forgets what is remembered. Call it when any process has changed a provider. */
  invalidate(): void
}

const demoProvider = {
  name: 'Bedrock emulator',
  region: 'us-east-1',
  credentials: { type: 'emulator' },
}

export function createProviders(options: ProvidersOptions): Providers {
  const { db, seal } = options
  const lanes = remembered(async () => (await allLimits(db)).map(laneOf))
  const connections = remembered(async (key) => {
    const [organizationId = '', id = ''] = key.split(' ')
    const row = await findProvider(db, organizationId, id)
    if (!row) throw new Problem('provider-missing', `The provider ${id} does not exist any more.`)
    return connectionOf(seal, row)
  })
  const invalidate = () => {
    lanes.forget()
    connections.forget()
  }
  return {
    routes: (app) => providerRoutes(app, { ...options, onChange: invalidate }),
    connection: (organizationId, providerId) => connections.get(`${organizationId} ${providerId}`),
    lanes: () => lanes.get('all'),
    limitsOf: async (organizationId, id) => (await providerRow(options, organizationId, id)).limits,
    async states(organizationId) {
      const rows = await providerStates(db, organizationId)
      return new Map(rows.map(({ id, ...state }) => [id, state]))
    },
    listedModels: (organizationId, id) => keptCatalogue(options, organizationId, id),
    async ensureEmulatorProvider(organizationId) {
      const row =
        (await findEmulatorProvider(db, organizationId)) ??
        (await createProvider(options, organizationId, newProvider.parse(demoProvider)))
      if (row.state !== 'ready') await testProvider(options, organizationId, row.id)
      invalidate()
      return providerOf(await providerRow(options, organizationId, row.id), options.now())
    },
    async pause(organizationId, providerId, problem, revision) {
      const isThere = await pause(options, organizationId, { id: providerId, revision }, problem)
      if (isThere) invalidate()
      return isThere
    },
    async retestPaused() {
      const tested = await retestPaused(options)
      if (tested > 0) invalidate()
      return tested
    },
    invalidate,
  }
}

export { resealProviders, type Resealed } from './reseal.ts'

const laneOf = (row: Awaited<ReturnType<typeof allLimits>>[number]): Lane => ({
  providerId: row.id,
  // The runs of a paused provider stay in its lane, where nobody claims them.
  maxInFlight: row.pause ? 0 : row.max_in_flight,
  limits: row.limits,
})
