import type { Pool } from '../../server/src/db/pool.ts'
import { shardOf } from '../../server/src/features/events/events.ts'
import type { Bench } from '../report/bench.ts'
import { inTurn, median, percentile, rounded } from '../report/rounds.ts'
import { startApplier } from '../rig/applier.ts'
import { startDatabase } from '../rig/database.ts'
import { sendEvents } from '../rig/demo.ts'
import { retailEvents, type RetailEvent } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { addAudiences, startShop, type Shop } from '../rig/shop.ts'

const rounds = 3
const few = 100_000
const many = Number(process.env['OUTCROP_BENCH_VISITORS'] ?? 10_000_000)
const perStatement = 100_000
const lookups = 2000
const lookupsAtOnce = 8
const eventsPerRound = 20_000
/** How much slower the slowest lookups, and the processing, may get. */
const goal = 2

export const visitors: Bench = {
  name: 'visitors',
  figure: `p99 of looking up one of ${many.toLocaleString('en-US')} visitors over the API`,
  floor: `the same with ${few.toLocaleString('en-US')} visitors`,
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const small = await startShop(rig, database, 'outcrop_few')
      const large = await startShop(rig, database, 'outcrop_many')
      const applying = [
        { shop: small, applier: await startApplier(rig, small, 'work_few'), count: few },
        { shop: large, applier: await startApplier(rig, large, 'work_many'), count: many },
      ] as const
      for (const { shop, count } of applying) {
        await addAudiences(shop, 0, 10)
        await fill(shop, count)
      }
      const perSecond = async ({ shop, applier, count }: (typeof applying)[number]) => {
        applier.hold()
        await sendEvents(shop.url, eventsOf(count))
        return eventsPerRound / (await applier.apply())
      }
      const p99 = async (shop: Shop, count: number) => percentile(await lookUp(shop, count), 0.99)
      // The first calls compile code.
      await p99(small, few)
      await p99(large, many)
      const measured = await inTurn(
        rounds,
        () => p99(small, few),
        () => p99(large, many),
      )
      process.stderr.write('  events/s of the stream processor:\n')
      const speeds = await inTurn(
        rounds,
        () => perSecond(applying[0]),
        () => perSecond(applying[1]),
      )
      const ratio = median(measured.figures) / median(measured.floors)
      const slower = median(speeds.floors) / median(speeds.figures)
      return {
        ...measured,
        unit: 'ms',
        goal: { atMost: goal * median(measured.floors) },
        conditions: [
          { name: 'share of the floor', measured: rounded(ratio), wanted: `≤ ${goal}`, met: ratio <= goal }, // prettier-ignore
          { name: 'processing slower by', measured: rounded(slower), wanted: `≤ ${goal}`, met: slower <= goal }, // prettier-ignore
        ],
        remarks: [
          `events applied per second to visitors in random order: ${rounded(median(speeds.floors))} with few, ${rounded(median(speeds.figures))} with many`,
        ],
      }
    }),
}

const idOf = (number: number) => `visitor-${number}`

const random = (count: number) => Math.floor(Math.random() * count)

/** Events of the shop, of visitors in random order. */
function eventsOf(count: number): RetailEvent[] {
  const all = retailEvents()
  return Array.from({ length: eventsPerRound }, (_, index) => ({
    ...all[index % all.length],
    tealium_visitor_id: idOf(random(count)),
  }))
}

/** How long each of many lookups took, in milliseconds. */
async function lookUp({ api, streamId }: Shop, count: number): Promise<number[]> {
  const times: number[] = []
  const lane = async () => {
    while (times.length < lookups) {
      const params = { stream_id: streamId, visitor_id: idOf(random(count)) }
      const startedAt = performance.now()
      await api.getVisitor({ params })
      times.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: lookupsAtOnce }, lane))
  return times
}

/** Copies one visitor that events have made until there are so many. */
async function fill(shop: Shop, count: number): Promise<void> {
  const model = { ...retailEvents()[0], tealium_visitor_id: 'the-model' }
  await sendEvents(
    shop.url,
    Array.from({ length: 20 }, () => model),
  )
  await untilKnown(shop.pool)
  for (let from = 0; from < count; from += perStatement) {
    const ids = Array.from({ length: Math.min(perStatement, count - from) }, (_, index) => idOf(from + index)) // prettier-ignore
    await shop.pool.query(
      `insert into visitors (stream_id, id, organization_id, shard, state, due_at)
       select stream_id, given.id, organization_id, given.shard, state, now() + interval '1 day'
       from visitors m, unnest($1::text[], $2::smallint[]) as given (id, shard) where m.id = 'the-model'`,
      [ids, ids.map((id) => shardOf(shop.streamId, id))],
    )
    process.stderr.write(`  ${(from + perStatement).toLocaleString('en-US')} visitors\n`)
  }
  await shop.pool.query('vacuum analyze visitors')
  await shop.pool.query('checkpoint')
}

async function untilKnown(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(`select 1 from visitors where (state::json -> 'events')::text = '20'`) // prettier-ignore
    if (rowCount === 1) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
