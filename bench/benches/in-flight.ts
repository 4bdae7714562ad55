import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn } from '../report/rounds.ts'
import { startDatabase } from '../rig/database.ts'
import { allowInFlight, sendEvents } from '../rig/demo.ts'
import { startEmulator, type Emulator } from '../rig/emulator.ts'
import { startOutcrop } from '../rig/outcrop.ts'
import { inDemoFeed, retailEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'
import { residentMb } from '../rig/usage.ts'

const rounds = 3
const calls = 1000
/** Long enough for a thousand calls to begin before the first one ends. */
const latencyMs = 45_000
const samples = 10

/** The most memory that a process has while so many calls are in flight, in megabytes. */
async function residentInFlight(pid: number, emulator: Emulator): Promise<number> {
  const until = Date.now() + latencyMs - 5000
  while ((await emulator.calls(0)).in_flight < calls) {
    if (Date.now() > until) throw new Error(`${calls} calls were not in flight in time.`)
    await sleep(100)
  }
  let most = 0
  for (let sample = 0; sample < samples; sample += 1) {
    most = Math.max(most, residentMb(pid))
    await sleep(100)
  }
  return most
}

async function untilNoneInFlight(emulator: Emulator): Promise<void> {
  while ((await emulator.calls(0)).in_flight > 0) await sleep(50)
}

export const inFlight: Bench = {
  name: 'in-flight',
  figure: `memory of one \`outcrop work\` with ${calls} Bedrock calls in flight`,
  floor: `a bare Node process with ${calls} SDK calls in flight`,
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const emulator = await startEmulator(rig, { latency: latencyMs })
      const options = {
        dataDir: join(rig.folder, 'outcrop'),
        databaseUrl: await database.create('outcrop_in_flight'),
        emulatorUrl: emulator.url,
      }
      // The first start makes the demo; afterwards intake and work are processes of their own.
      const first = await startOutcrop(rig, 'start', options)
      await allowInFlight(first, calls)
      await first.stop()
      const intake = await startOutcrop(rig, 'serve', options)
      const events = retailEvents().filter(inDemoFeed()).slice(0, calls)
      const prompts = events.map((event) => JSON.stringify(event))

      const measured = await inTurn(
        rounds,
        async () => {
          const tool = startTool(rig, 'floors/calls')
          const task = { emulatorUrl: emulator.url, prompts, calls, concurrency: calls }
          void tool.ask(task, z.object({})).catch(() => undefined)
          const resident = await residentInFlight(tool.pid, emulator)
          await tool.stop()
          await untilNoneInFlight(emulator)
          return resident
        },
        async () => {
          await sendEvents(intake.url, events)
          const worker = await startOutcrop(rig, 'work', options)
          const resident = await residentInFlight(worker.pid, emulator)
          await worker.kill()
          await untilNoneInFlight(emulator)
          return resident
        },
      )
      return { ...measured, unit: 'MB', goal: { atMost: 300 }, conditions: [], remarks: [] }
    }),
}
