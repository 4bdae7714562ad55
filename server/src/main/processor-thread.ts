import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { createActions } from '../actions/index.ts'
import { createAgentDirectory } from '../features/agents/agents.ts'
import { startProcessor } from '../features/processor/processor.ts'
import { createServiceDirectory } from '../features/services/services.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLog } from './create-log.ts'
import { eventsAtOnce } from './events-at-once.ts'
import { openPool } from './open-pool.ts'
import { threadData, type Answer, type FromThread, type ToThread } from './thread-messages.ts'

/** What runs in a thread: a stream processor, and of everything else only what its rules ask. */
async function run(port: MessagePort): Promise<void> {
  const { databaseUrl, leaseS, logLevel } = threadData.parse(workerData)
  const log = createLog(logLevel, true)
  const pool = openPool(databaseUrl, 8, log)
  const services = createServiceDirectory(pool)
  const agents = createAgentDirectory(pool)
  const reloadKnown = () => Promise.all([services.reload(), agents.reload()])
  await reloadKnown()

  const say = (message: FromThread) => port.postMessage(message)
  let go: () => void
  const mayGo = new Promise<void>((resolve) => (go = resolve))
  const starting = startProcessor({
    pool,
    actions: createActions({
      service: (organizationId, id) => services.find(organizationId, id),
      agent: (organizationId, id) => agents.find(organizationId, id),
    }),
    leaseS,
    maxEvents: eventsAtOnce,
    now: systemClock,
    log,
    onBatch: (events, lagMs) => say({ type: 'processed', events, lagMs }),
    together: () => {
      say({ type: 'joined' })
      return mayGo
    },
  })

  const reload = async () => {
    await reloadKnown()
    await (await starting).reloadRules()
  }
  const stop = async () => {
    await (await starting).stop()
    await pool.end()
  }
  port.on('message', (message: ToThread) => {
    if (message.type === 'go') go()
    else if (message.type === 'wake') void starting.then((processor) => processor.wake())
    else void answer(message.answer, message.type === 'stop' ? stop() : reload())
  })
  await starting
}

/** Says to whom asked that it is done, or why not. */
async function answer(port: MessagePort, done: Promise<void>): Promise<void> {
  const failure = await done.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  port.postMessage({ failure } satisfies Answer)
}

if (parentPort) await run(parentPort)
