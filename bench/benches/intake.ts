import { join } from 'node:path'
import { z } from 'zod'
import { migrate } from '../../server/src/db/migrate.ts'
import { newId } from '../../server/src/kernel/id.ts'
import { insertStream } from '../../server/src/features/streams/streams.ts'
import { loadResult, type LoadResult } from '../load/load-result.ts'
import type { Bench, Outcome } from '../report/bench.ts'
import { inTurn, median, rounded } from '../report/rounds.ts'
import { startDatabase, type Database } from '../rig/database.ts'
import { startOutcrop } from '../rig/outcrop.ts'
import { freePort } from '../rig/ports.ts'
import { usualEvents } from '../rig/retail-events.ts'
import { root } from '../rig/program.ts'
import { withRig, type Rig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'
import { cpuSeconds, treeCpuSeconds } from '../rig/usage.ts'

interface Shape {
  readonly path: '/event' | '/bulk-event'
  readonly perRequest: number
  readonly connections: number
  readonly goal: number
  /** Share of the floor that must be reached, and the slowest answers allowed. */
  readonly further: { readonly share: number; readonly p99Ms: number } | null
}

const rounds = 3
const durationS = 6
const warmUpS = 2
const differentBodies = 64

const floor = 'fastify, JSON.parse, a group commit into a plain table on the same PostgreSQL'

export const intake: Bench = {
  name: 'intake',
  figure: 'events stored durably before their answer, one per request',
  floor,
  run: () => measure({ path: '/event', perRequest: 1, connections: 256, goal: 15_000, further: { share: 0.6, p99Ms: 50 } }), // prettier-ignore
}

export const intakeBulk: Bench = {
  name: 'intake-bulk',
  figure: 'events stored durably before their answer, ten per request',
  floor,
  run: () => measure({ path: '/bulk-event', perRequest: 10, connections: 64, goal: 50_000, further: null }), // prettier-ignore
}

async function measure(shape: Shape): Promise<Outcome> {
  return withRig(async (rig) => {
    const database = await startDatabase(rig)
    const floorUrl = await startFloor(rig, database)
    const outcrop = await startIntake(rig, database)
    const load = startTool(rig, 'load/collect')
    const bodies = bodiesOf(shape)
    const send = (url: string, seconds: number) =>
      load.ask({ url, path: shape.path, connections: shape.connections, durationS: seconds, bodies }, loadResult) // prettier-ignore
    const perSecond = ({ accepted, seconds }: LoadResult) => (accepted * shape.perRequest) / seconds

    await send(floorUrl, warmUpS)
    await send(outcrop.url, warmUpS)
    const p99s: number[] = []
    const cpu = { server: 0, postgres: 0, events: 0 }
    const measured = await inTurn(
      rounds,
      async () => perSecond(await send(floorUrl, durationS)),
      async () => {
        const [server, postgres] = [cpuSeconds(outcrop.pid), treeCpuSeconds(database.pid())]
        const before = await outcrop.stored()
        const result = await send(outcrop.url, durationS)
        const events = result.accepted * shape.perRequest
        refuseLoss(events, (await outcrop.stored()) - before)
        cpu.server += cpuSeconds(outcrop.pid) - server
        cpu.postgres += treeCpuSeconds(database.pid()) - postgres
        cpu.events += events
        p99s.push(result.p99Ms)
        return perSecond(result)
      },
    )
    return {
      ...measured,
      unit: 'events/s',
      goal: { atLeast: shape.goal },
      conditions: conditionsOf(shape, measured, p99s),
      remarks: [
        ...(shape.further ? [] : [`p99 ${rounded(median(p99s))} ms`]),
        `CPU per event: server ${rounded((cpu.server / cpu.events) * 1e6)} µs, PostgreSQL ${rounded((cpu.postgres / cpu.events) * 1e6)} µs`,
      ],
    }
  })
}

async function startFloor(rig: Rig, database: Database): Promise<string> {
  const port = await freePort()
  const databaseUrl = await database.create('floor')
  await startTool(rig, 'floors/intake').ask({ databaseUrl, port }, z.object({}))
  return `http://127.0.0.1:${port}`
}

/** `outcrop serve` on a database with the stream of the events. */
async function startIntake(rig: Rig, database: Database) {
  const databaseUrl = await database.create('outcrop_serve')
  const pool = database.connect(databaseUrl)
  await migrate(pool, join(root, 'server/migrations'))
  const organizationId = newId('organization')
  await pool.query(`insert into organizations (id, name) values ($1, 'Shop')`, [organizationId])
  await insertStream(pool, organizationId, {
    account: 'demo',
    profile: 'shop',
    max_requests_per_s: null,
  })
  const { url, pid } = await startOutcrop(rig, 'serve', {
    databaseUrl,
    dataDir: join(rig.folder, 'serve'),
  })
  const stored = async () => {
    const { rows } = await pool.query<{ count: number }>('select count(*) as count from events')
    return rows[0]?.count ?? 0
  }
  return { url, pid, stored }
}

function bodiesOf({ perRequest }: Shape): string[] {
  const events = usualEvents(differentBodies * perRequest)
  if (perRequest === 1) return events.map((event) => JSON.stringify(event))
  return Array.from({ length: differentBodies }, (_, index) =>
    JSON.stringify({ events: events.slice(index * perRequest, (index + 1) * perRequest) }),
  )
}

/** Requests that were cut off at the end may be stored as well; less than acknowledged never. */
function refuseLoss(acknowledged: number, stored: number): void {
  if (stored >= acknowledged) return
  throw new Error(`${acknowledged} events were acknowledged and only ${stored} are stored.`)
}

function conditionsOf(
  { further }: Shape,
  { floors, figures }: Pick<Outcome, 'floors' | 'figures'>,
  p99s: readonly number[],
): Outcome['conditions'] {
  if (!further) return []
  const share = median(figures) / median(floors)
  const p99 = median(p99s)
  return [
    { name: 'share of the floor', measured: rounded(share), wanted: `≥ ${further.share}`, met: share >= further.share }, // prettier-ignore
    { name: 'p99', measured: `${rounded(p99)} ms`, wanted: `≤ ${further.p99Ms} ms`, met: p99 <= further.p99Ms }, // prettier-ignore
  ]
}
