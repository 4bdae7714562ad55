import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, median, rounded } from '../report/rounds.ts'
import { startApplier } from '../rig/applier.ts'
import { startDatabase } from '../rig/database.ts'
import { sendEvents } from '../rig/demo.ts'
import { shopEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { addAudiences, startShop } from '../rig/shop.ts'
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
      const shop = await startShop(rig, database, 'outcrop_shop')
      const applier = await startApplier(rig, shop, 'work')
      const bare = startTool(rig, 'floors/stream')
      const floor = async () => {
        applier.hold()
        await sendEvents(shop.url, shopEvents(perRound, visitors))
        const task = { databaseUrl: shop.databaseUrl, streamId: shop.streamId }
        const { events, seconds } = await bare.ask(task, counted)
        return events / seconds
      }
      const spent = { work: 0, PostgreSQL: 0, events: 0 }
      const clocks = () => [cpuSeconds(applier.pid), treeCpuSeconds(database.pid())] as const
      const figure = async () => {
        const [work, postgres] = clocks()
        const seconds = await applier.apply()
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
