import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActions } from '../../actions/index.ts'
import { nothingKnown } from '../../actions/known.ts'
import { createBedrock } from '../../bedrock/bedrock.ts'
import { executeRun, type ExecuteContext } from './execute-run.ts'
import { createOutbound } from '../../http/outbound.ts'
import { createPrices } from '../prices/prices.ts'
import { claimRuns, stepOutputs, type ClaimedRun } from './queue-store.ts'
import { createStages } from './stages.ts'
import { startEngine, type Engine } from './testing/engine.ts'
import { pausesNothing } from './testing/pauses-nothing.ts'
import { beat } from './worker-store.ts'

let engine: Engine
let run: ClaimedRun
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish({ step: { retry: { max_attempts: 1 } } })
  const processor = await engine.startProcessor()
  await engine.collect({ tealium_event: 'view', tealium_visitor_id: 'v' })
  while ((await engine.runs()).length === 0) await new Promise(setImmediate)
  await processor.stop()
  const { pool } = engine.database
  await beat(pool, 'w', 8)
  const lanes = [{ lane: engine.providerId, free: 1 }]
  const [claimed] = await claimRuns(pool, 'w', lanes, new Date())
  if (!claimed) throw new Error('There is no run.')
  run = claimed
})
afterAll(() => engine.close())

/** A worker's context whose parts can be replaced by ones that fail. */
function context(parts: Partial<ExecuteContext>): ExecuteContext {
  const { database, automations, directory, emulator, providerId } = engine
  const bedrock = createBedrock({ emulatorUrl: emulator.url, maxSockets: 1, now: () => new Date(), log: { warn: () => undefined } }) // prettier-ignore
  const connection = { providerId, revision: 1, region: 'us-east-1', endpoint: null, credentials: { type: 'emulator' as const } } // prettier-ignore
  return {
    actions: createActions(nothingKnown),
    action: () => ({ bedrock, connection: () => Promise.resolve(connection), metadata: {} }),
    streams: directory,
    outbound: createOutbound({ allowPrivateNetworks: false }),
    definition: (versionId) => automations.definition(versionId),
    outputs: (runId) => stepOutputs(database.pool, runId),
    ...createStages({
      pool: database.pool,
      workerId: 'w',
      leaseS: 8,
      now: () => new Date(),
      onWarning: () => undefined,
    }),
    safeguards: engine.safeguards('w'),
    cache: engine.cache,
    pause: () => Promise.resolve(false),
    pauses: pausesNothing,
    onDefect: () => undefined,
    now: () => new Date(),
    random: Math.random,
    ...parts,
  }
}

const away = () =>
  Promise.reject(Object.assign(new Error('the database system is starting up'), { code: '57P03' }))
const never = new AbortController().signal

describe('a run whose database is away', () => {
  it.each<[string, Partial<ExecuteContext>]>([
    ['while its definition is read', { definition: away }],
    [
      'while its provider is read',
      { action: (of) => ({ ...context({}).action(of), connection: away }) },
    ],
    ['while its answer is stored', { store: away }],
  ])('%s spends no attempt and does not fail', async (_, parts) => {
    await expect(executeRun(run, never, context(parts))).rejects.toThrow('starting up')

    const [after] = await engine.runs()
    expect(after).toMatchObject({ state: 'running', problem: null })
    expect(await engine.attempts(run.id)).toEqual([])
  })

  it('is executed as usual once the database is back, even if nobody can say what it costs', async () => {
    const { pool } = engine.database
    const prices = createPrices({ db: pool, now: () => new Date(), modelBehind: () => Promise.resolve(null) }) // prettier-ignore
    await pool.query('alter table prices rename to prices_elsewhere')

    await executeRun(run, never, context({ safeguards: { ...engine.safeguards('w'), prices } }))

    expect((await engine.runs())[0]).toMatchObject({ state: 'succeeded', problem: null })
    const [attempt] = await engine.attempts(run.id)
    expect(attempt).toMatchObject({ cost_usd: null, output_tokens: expect.any(Number) })
  })
})
