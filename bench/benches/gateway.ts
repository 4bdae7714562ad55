import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, median } from '../report/rounds.ts'
import { startEmulator } from '../rig/emulator.ts'
import { inDemoFeed, retailEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'

const rounds = 5
const calls = 1500
const concurrency = 50
const goal = 1.3

const cost = z.object({ seconds: z.number(), cpuMsPerCall: z.number() })

export const gateway: Bench = {
  name: 'gateway',
  figure: 'CPU of one Bedrock call through the gateway',
  floor: 'CPU of one bare SDK call with the same kind of handler',
  run: () =>
    withRig(async (rig) => {
      const emulator = await startEmulator(rig, {})
      const prompts = retailEvents()
        .filter(inDemoFeed())
        .map((event) => JSON.stringify(event))
      const task = { emulatorUrl: emulator.url, prompts, calls, concurrency }
      const [bare, ours] = [startTool(rig, 'floors/calls'), startTool(rig, 'load/gateway')]
      const cpuOf = async (tool: typeof bare) => (await tool.ask(task, cost)).cpuMsPerCall
      // The first calls compile code and open connections.
      await cpuOf(bare)
      await cpuOf(ours)
      const measured = await inTurn(
        rounds,
        () => cpuOf(bare),
        () => cpuOf(ours),
      )
      const ratio = median(measured.figures) / median(measured.floors)
      return {
        ...measured,
        unit: 'ms',
        goal: { atMost: goal * median(measured.floors) },
        conditions: [
          {
            name: 'share of the floor',
            measured: ratio.toFixed(2),
            wanted: `≤ ${goal}`,
            met: ratio <= goal,
          },
        ],
        remarks: [],
      }
    }),
}
