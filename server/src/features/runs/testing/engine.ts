import type { definition as definitionSchema, ProviderLimits } from '@outcrop/contract'
import { startEmulator, type Emulator, type EmulatorOptions } from '@outcrop/emulator'
import type { z } from 'zod'
import { createActions } from '../../../actions/index.ts'
import { nothingKnown, type Known } from '../../../actions/known.ts'
import { createBedrock, type Connection } from '../../../bedrock/bedrock.ts'
import { listen } from '../../../db/listen.ts'
import { createOutbound } from '../../../http/outbound.ts'
import { newId } from '../../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/postgres.ts'
import { createAutomations, type Automations } from '../../automations/automations.ts'
import type { Budgets } from '../../budgets/budgets.ts'
import type { AnswerCache } from '../../cache/cache.ts'
import { prepareSafeguards, type Safeguards } from '../../calls/calls.ts'
import { appendEvents, makePartitions, newEvent, type NewEvent } from '../../events/events.ts'
import type { Limiter } from '../../limits/limits.ts'
import type { Providers } from '../../providers/providers.ts'
import { startProcessor, type Processor, type ProcessorOptions } from '../../processor/processor.ts'
import { createDirectory, insertStream, listFeeds, type Directory } from '../../streams/streams.ts'
import {
  attemptsOf,
  listRuns,
  stepRunsOf,
  type AttemptRow,
  type RunRow,
  type StepRunRow,
} from '../history-store.ts'
import type { ExecuteContext } from '../execute-run.ts'
import { hasEnded } from '../settlement.ts'
import { stepOutputs, wakeWaiting } from '../queue-store.ts'
import { startWorker, type Worker } from '../worker.ts'
import { guardingOf, type Noticed } from './guarding.ts'
import { aDefinition } from './a-definition.ts'
import { pausesNothing } from './pauses-nothing.ts'

/** A whole engine on a real database, against the emulator: log, processor and worker. */
export interface Engine {
  readonly database: TestDatabase
  readonly emulator: Emulator
  readonly organizationId: string
  readonly streamId: string
  readonly feedId: string
  readonly providerId: string
  /** The agent of the demo account, as if it were connected. */
  readonly agentId: string
  readonly directory: Directory
  readonly automations: Automations
  /** Publishes an automation of one prompt step; the parts given replace the usual ones. */
  publish(parts?: {
    definition?: Partial<z.input<typeof definitionSchema>>
    step?: object
    input?: object
  }): Promise<string>
  /** Appends an event as intake would. */
  collect(payload: Record<string, unknown>): Promise<NewEvent>
  startWorker(options?: {
    leaseS?: number
    max?: number
    limits?: ProviderLimits | null
    /** Without it nothing is paused, and such runs fail. */
    providers?: Pick<Providers, 'lanes' | 'pause'>
    pauses?: ExecuteContext['pauses']
  }): Worker
  readonly budgets: Budgets
  readonly cache: AnswerCache
  /** Lets runs go on that wait because of this problem. */
  wakeWaiting(problemCode: string): Promise<void>
  /** The safeguards of a worker of this name that nobody has started. */
  safeguards(workerId: string): Safeguards
  readonly noticed: Noticed
  startProcessor(options?: {
    leaseS?: number
    maxEvents?: number
    log?: ProcessorOptions['log']
  }): Promise<Processor>
  runs(): Promise<RunRow[]>
  /** Resolves when there are so many runs and all have ended. */
  ended(count: number): Promise<RunRow[]>
  attempts(runId: string): Promise<AttemptRow[]>
  stepRuns(runId: string): Promise<StepRunRow[]>
  events(): Promise<
    {
      id: string
      name: string
      visitor_id: string
      run_id: string | null
      depth: number
      payload: Record<string, unknown>
    }[]
  >
  close(): Promise<void>
}

const shopAgent = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/SHOPAGENT1/SHOPLIVE01'
const account = 'acme'
const profile = 'main'

export async function startEngine(
  settings: EmulatorOptions = {},
  known: Known = nothingKnown,
  now: () => Date = () => new Date(),
): Promise<Engine> {
  const database = await createTestDatabase()
  const { pool } = database
  await makePartitions(pool, new Date())
  const emulator = await startEmulator(settings)
  const organizationId = newId('organization')
  const providerId = newId('provider')
  const agentId = newId('agent')
  await pool.query(`insert into organizations (id, name) values ($1, 'Acme')`, [organizationId])
  await pool.query(
    `insert into providers (id, organization_id, name, region, credentials, max_in_flight)
     values ($1, $2, 'Emulator', 'us-east-1', '{"type":"emulator"}', 50)`,
    [providerId, organizationId],
  )
  const stream = await insertStream(pool, organizationId, {
    account,
    profile,
    max_requests_per_s: null,
  })
  const streamId = stream?.id ?? ''
  const [feed] = await listFeeds(pool, organizationId, { limit: 1 })
  const feedId = feed?.id ?? ''
  const directory = createDirectory(pool, now)
  await directory.reload()
  const actions = createActions({
    ...known,
    agent: (_, id) => (id === agentId ? { providerId, aliasArn: shopAgent } : undefined),
  })
  const automations = createAutomations({
    db: pool,
    actions,
    providers: () =>
      Promise.resolve(
        new Map([
          [
            providerId,
            { name: 'Emulator', state: 'ready' as const, region: 'us-east-1', account: null },
          ],
        ]),
      ),
    models: () => Promise.resolve(null),
    now,
  })
  const bedrock = createBedrock({
    emulatorUrl: emulator.url,
    maxSockets: 500,
    now,
    log: { warn: () => undefined },
  })
  const connection: Connection = {
    providerId,
    revision: 1,
    region: 'us-east-1',
    endpoint: null,
    credentials: { type: 'emulator' },
  }
  const noticed: Noticed = { waits: [], lookUps: [] }
  const guarding = guardingOf({ pool, bedrock, connection, now, noticed })
  const limiters: Limiter[] = []
  const workers: Worker[] = []
  const processors: Processor[] = []
  const listening = await listen(database.url, ['events', 'runs', 'cancel', 'config'], {
    onMessage: (channel) => {
      if (channel === 'events') processors.forEach((one) => one.wake())
      if (channel === 'runs') workers.forEach((one) => one.wake())
      if (channel === 'cancel')
        workers.forEach((one) => void one.checkCancelled().catch(() => undefined))
      if (channel === 'config')
        processors.forEach((one) => void one.reloadRules().catch(() => undefined))
    },
    onReconnect: () => undefined,
    onError: () => undefined,
  })
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const runs = () => listRuns(pool, organizationId, { limit: 10_000 })

  return {
    database,
    emulator,
    budgets: guarding.budgets,
    cache: guarding.cache,
    wakeWaiting: (code) => wakeWaiting(pool, organizationId, code, now()),
    safeguards: (workerId) => {
      const made = prepareSafeguards(pool, workerId, guarding, () => undefined) // prettier-ignore
      limiters.push(made.limiter)
      return made
    },
    noticed,
    organizationId,
    streamId,
    feedId,
    providerId,
    agentId,
    directory,
    automations,
    runs,
    attempts: (runId) => attemptsOf(pool, [runId]),
    stepRuns: (runId) => stepRunsOf(pool, [runId]),
    publish: async ({ definition = {}, step = {}, input = {} } = {}) => {
      const created = await automations.create(
        organizationId,
        aDefinition(feedId, providerId, { definition, step, input }),
      )
      await automations.publish(organizationId, created.id)
      return created.id
    },
    collect: async (payload) => {
      const whole = { tealium_account: account, tealium_profile: profile, ...payload }
      const text = (key: string) => {
        const value: unknown = Reflect.get(whole, key)
        return typeof value === 'string' ? value : null
      }
      const event = newEvent({
        organizationId,
        streamId,
        name: text('tealium_event'),
        visitorId: text('tealium_visitor_id'),
        traceId: null,
        payload: JSON.stringify(whole),
        cause: null,
      })
      await appendEvents(pool, [event])
      return event
    },
    startWorker: ({
      leaseS = 8,
      max = 50,
      limits = null,
      providers,
      pauses = pausesNothing,
    } = {}) => {
      const worker = startWorker({
        pool,
        leaseS,
        maxRuns: 500,
        log: silent,
        lanes: async () => [
          { lane: providerId, max: (await providers?.lanes())?.[0]?.maxInFlight ?? max, limits },
          { lane: 'local', max, limits: null },
        ],
        guarding,
        context: {
          cache: guarding.cache,
          actions,
          action: () => ({ bedrock, connection: () => Promise.resolve(connection), metadata: {} }),
          streams: directory,
          outbound: createOutbound({ allowPrivateNetworks: true }),
          definition: (versionId) => automations.definition(versionId),
          outputs: (runId) => stepOutputs(pool, runId),
          pause: (run, problem, revision) =>
            providers?.pause(run.organization_id, run.lane, problem, revision) ??
            Promise.resolve(false),
          pauses,
          onDefect: () => undefined,
          now,
          random: Math.random,
        },
      })
      workers.push(worker)
      return worker
    },
    startProcessor: async ({ leaseS = 8, maxEvents = 100, log = silent } = {}) => {
      const processor = await startProcessor({
        pool,
        actions,
        leaseS,
        maxEvents,
        now,
        log,
      })
      processors.push(processor)
      return processor
    },
    ended: async (count) => {
      for (;;) {
        const rows = await runs()
        if (rows.length >= count && rows.every(({ state }) => hasEnded(state))) return rows
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    events: async () => {
      const { rows } = await pool.query<Awaited<ReturnType<Engine['events']>>[number]>(
        'select id, name, visitor_id, run_id, depth, payload from events order by id',
      )
      return rows
    },
    close: async () => {
      for (const processor of processors) await processor.stop()
      for (const worker of workers) await worker.stop(0)
      for (const limiter of limiters) await limiter.stop()
      await listening.close()
      bedrock.close()
      await emulator.close()
      await database.drop()
    },
  }
}
