import { startProcessor, type Processor } from '../features/processor/processor.ts'
import type { Parts } from './compose.ts'
import { eventsAtOnce } from './events-at-once.ts'
import { startThread } from './start-thread.ts'

/** Threads are made of the bundle: a server that runs from its sources has none. */
const isBundled = import.meta.url.endsWith('.js')

/**
 * The stream processors of this process, each with a share of the shards: the first beside everything
 * else, the others in threads of their own.
 */
export async function startProcessing(parts: Parts): Promise<Processor> {
  const { databaseUrl, config, metrics } = parts
  const { processors, leaseS, logLevel } = config
  const threads = Array.from({ length: isBundled ? processors - 1 : 0 }, () =>
    startThread({ databaseUrl, leaseS, logLevel }, (...batch) => metrics.processed(...batch)),
  )
  try {
    await Promise.all(threads.map(({ joined }) => joined))
    const here = await startHere(parts)
    for (const thread of threads) thread.go()
    return together([here, ...threads])
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.end()))
    throw error
  }
}

function together(processors: readonly Processor[]): Processor {
  const all = async (act: (one: Processor) => Promise<void>): Promise<void> => {
    await Promise.all(processors.map(act))
  }
  return {
    wake: () => processors.forEach((one) => one.wake()),
    reloadRules: () => all((one) => one.reloadRules()),
    stop: () => all((one) => one.stop()),
  }
}

function startHere({ pool, actions, config, now, log, metrics }: Parts): Promise<Processor> {
  return startProcessor({
    pool,
    actions,
    leaseS: config.leaseS,
    maxEvents: eventsAtOnce,
    now,
    log,
    onBatch: (events, lagMs) => metrics.processed(events, lagMs),
  })
}
