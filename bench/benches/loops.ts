import { join } from 'node:path'
import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, rounded } from '../report/rounds.ts'
import { startDatabase } from '../rig/database.ts'
import { allowInFlight, sendEvents, untilRunsEnded } from '../rig/demo.ts'
import { startEmulator } from '../rig/emulator.ts'
import { startOutcrop } from '../rig/outcrop.ts'
import { inDemoFeed, retailEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'
import { cpuSeconds, treeCpuSeconds } from '../rig/usage.ts'

const rounds = 3
const perRound = 4000
const warmUp = 1000
const concurrency = 200

const timed = z.object({ seconds: z.number() })

export const loops: Bench = {
  name: 'loops',
  figure:
    'whole loops: event, prompt, answer validated, delivered as an event; durable at each step',
  floor: 'bare SDK calls with the same prompts to the same emulator, nothing stored',
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const databaseUrl = await database.create('outcrop_loops')
      const emulator = await startEmulator(rig, {})
      const dataDir = join(rig.folder, 'outcrop')
      const outcrop = await startOutcrop(rig, 'start', { dataDir, databaseUrl, emulatorUrl: emulator.url }) // prettier-ignore
      await allowInFlight(outcrop, concurrency)
      const pool = database.connect(databaseUrl)
      const calls = startTool(rig, 'floors/calls')

      const matching = retailEvents().filter(inDemoFeed())
      const eventsOf = (count: number) =>
        Array.from({ length: count }, (_, index) => ({ ...matching[index % matching.length] }))
      const loopsPerSecond = async (count: number) => {
        const since = new Date()
        await sendEvents(outcrop.url, eventsOf(count))
        const last = await untilRunsEnded(pool, since, count)
        return (count * 1000) / (last.getTime() - since.getTime())
      }
      const clocks = () => ({
        server: cpuSeconds(outcrop.pid),
        PostgreSQL: treeCpuSeconds(database.pid()),
        emulator: cpuSeconds(emulator.pid),
      })

      await loopsPerSecond(warmUp)
      const { recent } = await emulator.calls(warmUp)
      const prompts = recent.map(({ inputText }) => inputText)
      const callsPerSecond = async (count: number) => {
        const task = { emulatorUrl: emulator.url, prompts, calls: count, concurrency }
        return count / (await calls.ask(task, timed)).seconds
      }
      await callsPerSecond(warmUp)

      const spent = { server: 0, PostgreSQL: 0, emulator: 0 }
      const measured = await inTurn(
        rounds,
        () => callsPerSecond(perRound),
        async () => {
          const before = clocks()
          const figure = await loopsPerSecond(perRound)
          const after = clocks()
          spent.server += after.server - before.server
          spent.PostgreSQL += after.PostgreSQL - before.PostgreSQL
          spent.emulator += after.emulator - before.emulator
          return figure
        },
      )
      const perLoop = Object.entries(spent).map(
        ([who, seconds]) => `${who} ${rounded((seconds * 1000) / (rounds * perRound))} ms`,
      )
      return {
        ...measured,
        unit: 'loops/s',
        goal: { atLeast: 800 },
        conditions: [],
        remarks: [`CPU per loop: ${perLoop.join(', ')}`],
      }
    }),
}
