import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, median, percentile, rounded } from '../report/rounds.ts'
import { startDatabase } from '../rig/database.ts'
import { allowInFlight } from '../rig/demo.ts'
import { startEmulator, type Emulator } from '../rig/emulator.ts'
import { startOutcrop } from '../rig/outcrop.ts'
import { freePort } from '../rig/ports.ts'
import { inDemoFeed, retailEvents } from '../rig/retail-events.ts'
import { withRig } from '../rig/rig.ts'
import { startTool, type Tool } from '../rig/tool.ts'

const rounds = 3
const perSecond = 500
const perRound = perSecond * 8
const warmUp = perSecond * 3
/** The start of a round, in which connections are opened, does not count. */
const skipped = perSecond

const goalP99Ms = 50
const goalP50Ms = 15

const sent = z.object({ acknowledgedAt: z.array(z.number()) })

/** Sends events of visitors nobody else has; resolves with each one's way to the wire, in milliseconds. */
async function wayToTheWire(
  load: Tool,
  emulator: Emulator,
  url: string,
  count: number,
): Promise<number[]> {
  const round = `wire-${Date.now().toString(36)}`
  const matching = retailEvents().filter(inDemoFeed())
  const bodies = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      ...matching[index % matching.length],
      tealium_visitor_id: `${round}-${index}.`,
    }),
  )
  const { acknowledgedAt } = await load.ask({ url: `${url}/event`, perSecond, bodies }, sent)
  const arrived = await arrivals(emulator, new RegExp(`${round}-(\\d+)\\.`), count)
  return acknowledgedAt.map((at, index) => (arrived.get(index) ?? NaN) - at)
}

/** When the call about each visitor reached the emulator, once all have. */
async function arrivals(
  emulator: Emulator,
  visitor: RegExp,
  count: number,
): Promise<Map<number, number>> {
  for (let tries = 0; tries < 120; tries += 1) {
    const { recent } = await emulator.calls(2 * count)
    const found = new Map<number, number>()
    for (const { at, inputText } of recent) {
      const [, index] = visitor.exec(inputText) ?? []
      // Its log cuts times to whole milliseconds: on average half of one is missing.
      if (index !== undefined && !found.has(Number(index))) found.set(Number(index), Date.parse(at) + 0.5) // prettier-ignore
    }
    if (found.size === count) return found
    await sleep(500)
  }
  throw new Error(`Not all of ${count} calls reached the emulator within a minute.`)
}

export const wireLatency: Bench = {
  name: 'wire-latency',
  figure: `p99 from an acknowledged event to its request on the wire, at ${perSecond} events/s`,
  floor: 'an HTTP server that answers and makes the bare SDK call in the same moment',
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const databaseUrl = await database.create('outcrop_wire')
      const emulator = await startEmulator(rig, { keepCalls: 2 * perRound })
      const dataDir = join(rig.folder, 'outcrop')
      const outcrop = await startOutcrop(rig, 'start', { dataDir, databaseUrl, emulatorUrl: emulator.url }) // prettier-ignore
      await allowInFlight(outcrop, 500)
      const load = startTool(rig, 'load/paced')
      const through = (url: string, count: number) => wayToTheWire(load, emulator, url, count)

      await through(outcrop.url, warmUp)
      const { recent } = await emulator.calls(1)
      const prompt = recent[0]?.inputText.replaceAll(/wire-\w+-\d+\./g, '{{visitor}}') ?? ''
      const port = await freePort()
      await startTool(rig, 'floors/answer-at-once').ask({ port, emulatorUrl: emulator.url, prompt }, z.object({})) // prettier-ignore
      const floorUrl = `http://127.0.0.1:${port}`
      await through(floorUrl, warmUp)

      const p50s = { floor: new Array<number>(), figure: new Array<number>() }
      const p99Of = async (url: string, halves: number[]) => {
        const ways = (await through(url, perRound)).slice(skipped)
        halves.push(percentile(ways, 0.5))
        return percentile(ways, 0.99)
      }
      const measured = await inTurn(
        rounds,
        () => p99Of(floorUrl, p50s.floor),
        () => p99Of(outcrop.url, p50s.figure),
      )
      const p50 = median(p50s.figure)
      return {
        ...measured,
        unit: 'ms',
        goal: { atMost: goalP99Ms },
        conditions: [
          { name: 'p50', measured: `${rounded(p50)} ms`, wanted: `≤ ${goalP50Ms} ms`, met: p50 <= goalP50Ms }, // prettier-ignore
        ],
        remarks: [`p50 of the floor ${rounded(median(p50s.floor))} ms`],
      }
    }),
}
