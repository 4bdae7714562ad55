import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '../../server/src/db/embedded/start-postgres.ts'
import { createPool, type Pool } from '../../server/src/db/pool.ts'
import { startEmulator, type Emulator } from '../rig/emulator.ts'
import { inDemoFeed, retailEvents, type RetailEvent } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import type { Aftermath } from './checks.ts'
import { eventsOfApi, runsOfApi, storedFacts } from './facts.ts'
import { allowedEvents, killPlan } from './kill-plan.ts'
import { kill, type Kill } from './killer.ts'
import { hastenDelays, isMoment, publishMoments, withMoments } from './moments.ts'
import { startPhoenix, type Phoenix } from './phoenix.ts'
import { startSender } from './sender.ts'

/** Long enough that calls are in flight at every moment. */
const latencyMs = 200
/** Short, so that the work of a killed server is taken over before the next kill. */
const leaseS = 3
const drainTimeoutMs = 90_000

/**
 * Sends events to an Outcrop that is killed again and again, with its database, and resolves with
 * what is left when every run has ended.
 */
export async function chaos(count: number, say: (text: string) => void): Promise<Aftermath> {
  return withRig(async (rig) => {
    const dataDir = join(rig.folder, 'data')
    const emulator = await startEmulator(rig, { latency: latencyMs })
    const server = await startPhoenix(rig, { dataDir, emulatorUrl: emulator.url, leaseS })
    const moments = await publishMoments(server.api())
    const plan = killPlan(count)
    const events = withMoments(chaosEvents(count))
    const kills: Kill[] = []
    const sender = startSender({
      url: server.url,
      events,
      perSecond: plan.perSecond,
      allowed: () => allowedEvents(count, plan, kills.length),
    })

    const killAll = async () => {
      for (const victim of plan.victims) {
        const half = allowedEvents(count, plan, kills.length - 0.5)
        while (sender.acknowledged.size < half) await sleep(20)
        const one = await kill(victim, server, emulator, dataDir)
        kills.push(one)
        say(`${sender.acknowledged.size} of ${count} events acknowledged: ${victim} killed, ${one.inFlight} Bedrock calls in flight`) // prettier-ignore
      }
    }
    await Promise.all([sender.done, killAll()])
    say(`${sender.acknowledged.size} events acknowledged, ${sender.retries()} batches sent again`)

    const matches = inDemoFeed()
    const joined = events.filter(isMoment).length
    const atOnce = events.filter(matches).length + 2 * joined
    await untilAllEnded(server, atOnce)
    kills.push(await killWhenDue(server, emulator, dataDir))
    say(`Delays fell due: server killed, ${kills.at(-1)?.inFlight} Bedrock calls in flight`)
    await untilAllEnded(server, atOnce + joined)
    const [apiRuns, apiEvents] = [await runsOfApi(server.api()), await eventsOfApi(server.api())]
    const exit = await server.stop()
    const { counts } = await emulator.calls(0)
    return {
      ...(await onDatabase(dataDir, storedFacts)),
      moments,
      sent: events.map((event) => ({
        number: String(event['event_number']),
        visitor: String(event['tealium_visitor_id']),
        acknowledged: sender.acknowledged.has(event),
        matches: matches(event),
        moment: isMoment(event),
      })),
      kills,
      apiRuns,
      apiEvents,
      bedrockCalls: counts['Converse'] ?? 0,
      ownEnds: server.ownEnds(),
      exit,
    }
  })
}

/** Lets the time of what waits come, and kills the server in the midst of it. */
async function killWhenDue(server: Phoenix, emulator: Emulator, dataDir: string): Promise<Kill> {
  await server.restart(() => onDatabase(dataDir, hastenDelays))
  return kill('server', server, emulator, dataDir)
}

/** Events of the demo shop, each with a number and a visitor of its own. */
function chaosEvents(count: number): RetailEvent[] {
  const week = retailEvents()
  return Array.from({ length: count }, (_, index) => ({
    ...week[index % week.length],
    tealium_visitor_id: `chaos-${index}`,
    event_number: String(index),
  }))
}

/** Waits a moment longer than needed, in which a run too many would show. */
async function untilAllEnded(server: Phoenix, count: number): Promise<void> {
  const until = Date.now() + drainTimeoutMs
  for (;;) {
    const runs = await runsOfApi(server.api()).catch(() => [])
    if (runs.length >= count && runs.every(({ ended }) => ended)) break
    if (Date.now() > until) {
      const open = runs.filter(({ ended }) => !ended)
      throw new Error(`Of ${count} runs ${runs.length} were made, and ${open.length} have not ended.\n${server.lastWords()}`) // prettier-ignore
    }
    await sleep(500)
  }
  await sleep(1000)
}

/** Does something in the database of a server that is not running. */
async function onDatabase<T>(dataDir: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ dataDir, log: () => undefined })
  const pool = createPool(postgres.url, { max: 1, onError: () => undefined })
  try {
    return await work(pool)
  } finally {
    await pool.end()
    await postgres.stop()
  }
}
