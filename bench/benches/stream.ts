import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, median, rounded } from '../report/rounds.ts'
import { startDatabase } from '../rig/database.ts'
import { sendEvents } from '../rig/demo.ts'
import { shopEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { addAudiences, startShop, type Shop } from '../rig/shop.ts'
import { startOutcrop } from '../rig/outcrop.ts'
import { startTool } from '../rig/tool.ts'
import { cpuSeconds, treeCpuSeconds } from '../rig/usage.ts'

const rounds = 3
const perRound = 60_000
const visitors = 20_000
/** How many audiences there are: the goal is for the first number, the others show how it grows. */
const goalAudiences = 10
const moreAudiences = [1, 100]

const counted = z.object({ events: z.number(), seconds: z.number() })

export const stream: Bench = {
  name: 'stream',
  figure: 'events applied to visitors by one process: the attributes of the shop, ten audiences',
  floor: 'one process that reads the same events and counts them in visitors of the same size',
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const shop = await startShop(rig, database)
      const worker = await startOutcrop(rig, 'work', {
        databaseUrl: shop.databaseUrl,
        dataDir: join(rig.folder, 'work'),
        // It is held up between the rounds for longer than a lease usually lasts.
        leaseS: 300,
      })
      const bare = startTool(rig, 'floors/stream')
      const floor = async () => {
        process.kill(worker.pid, 'SIGSTOP')
        await sendEvents(shop.url, shopEvents(perRound, visitors))
        const task = { databaseUrl: shop.databaseUrl, streamId: shop.streamId }
        const { events, seconds } = await bare.ask(task, counted)
        return events / seconds
      }
      const spent = { work: 0, PostgreSQL: 0, events: 0 }
      const figure = async () => {
        const clocks = () => [cpuSeconds(worker.pid), treeCpuSeconds(database.pid())] as const
        const [work, postgres] = clocks()
        const startedAt = performance.now()
        process.kill(worker.pid, 'SIGCONT')
        await untilApplied(shop)
        const seconds = (performance.now() - startedAt) / 1000
        const [workAfter, postgresAfter] = clocks()
        spent.work += workAfter - work
        spent.PostgreSQL += postgresAfter - postgres
        spent.events += perRound
        return perRound / seconds
      }
      const growth: string[] = []
      const [one = 1, many = 100] = moreAudiences
      await addAudiences(shop, 0, one)
      await inTurn(1, floor, figure)
      growth.push(`${one} audience ${rounded(median((await inTurn(2, floor, figure)).figures))}`)
      await addAudiences(shop, one, goalAudiences)
      await inTurn(1, floor, figure)
      Object.assign(spent, { work: 0, PostgreSQL: 0, events: 0 })
      const measured = await inTurn(rounds, floor, figure)
      const each = (seconds: number) => `${rounded((seconds / spent.events) * 1e6)} µs`
      const cpu = `CPU per event: worker ${each(spent.work)}, PostgreSQL ${each(spent.PostgreSQL)}`
      await addAudiences(shop, goalAudiences, many)
      await inTurn(1, floor, figure)
      growth.push(`${many} audiences ${rounded(median((await inTurn(2, floor, figure)).figures))}`)
      return {
        ...measured,
        unit: 'events/s',
        goal: { atLeast: 18_000 },
        conditions: [],
        remarks: [cpu, `${growth.join(', ')} events/s`],
      }
    }),
}

/** Resolves when every event that was collected has been applied. */
async function untilApplied({ pool, streamId, organizationId }: Shop): Promise<void> {
  const { rows } = await pool.query<{ count: number }>('select count(*) as count from events where stream_id = $1', [streamId]) // prettier-ignore
  const wanted = rows[0]?.count ?? 0
  for (;;) {
    const done = await pool.query<{ events: number }>(
      `select coalesce(sum(events), 0)::bigint as events from usage_hours where organization_id = $1 and subject_id = $2`,
      [organizationId, streamId],
    )
    if ((done.rows[0]?.events ?? 0) >= wanted) return
    await sleep(10)
  }
}
