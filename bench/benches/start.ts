import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Bench } from '../report/bench.ts'
import { inTurn, median, rounded } from '../report/rounds.ts'
import { isReady } from '../rig/outcrop.ts'
import { freePort } from '../rig/ports.ts'
import { node, startProgram } from '../rig/program.ts'
import { withRig, type Rig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'

const rounds = 3
const goalFirstS = 10
const goalWarmS = 3

const timed = z.object({ seconds: z.number() })

/** Seconds from `npm start` until it can take requests. */
async function startSeconds(rig: Rig, dataDir: string): Promise<number> {
  const port = await freePort()
  const startedAt = performance.now()
  const program = startProgram(rig, {
    name: 'npm-start',
    command: ['npm', 'start'],
    environment: {
      OUTCROP_PORT: String(port),
      OUTCROP_EMULATOR_PORT: String(await freePort()),
      OUTCROP_DATA: dataDir,
    },
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await isReady(url))) {
    if (performance.now() - startedAt > 60_000) throw new Error(`npm start was not ready within a minute:\n${program.lastWords()}`) // prettier-ignore
    await sleep(10)
  }
  const seconds = (performance.now() - startedAt) / 1000
  await program.stop()
  return seconds
}

export const start: Bench = {
  name: 'start',
  figure: 'first `npm start` until /readyz answers 200, nothing to install or build',
  floor: 'the embedded PostgreSQL alone: made and started',
  run: () =>
    withRig(async (rig) => {
      // Installs and builds what is missing, so that it is not measured.
      await startProgram(rig, { name: 'setup', command: node('scripts/setup.mjs', '--console', '--server') }).exited // prettier-ignore
      let folders = 0
      const warm = { floor: new Array<number>(), figure: new Array<number>() }
      const fresh = () => join(rig.folder, `data-${(folders += 1)}`)

      const measured = await inTurn(
        rounds,
        async () => {
          const postgres = startTool(rig, 'floors/postgres')
          const dataDir = fresh()
          const first = await postgres.ask({ dataDir }, timed)
          warm.floor.push((await postgres.ask({ dataDir }, timed)).seconds)
          await postgres.stop()
          return first.seconds
        },
        async () => {
          const dataDir = fresh()
          const first = await startSeconds(rig, dataDir)
          warm.figure.push(await startSeconds(rig, dataDir))
          return first
        },
      )
      const again = median(warm.figure)
      return {
        ...measured,
        unit: 's',
        goal: { atMost: goalFirstS },
        conditions: [
          { name: 'warm start', measured: `${rounded(again)} s`, wanted: `≤ ${goalWarmS} s`, met: again <= goalWarmS }, // prettier-ignore
        ],
        remarks: [`PostgreSQL alone, warm: ${rounded(median(warm.floor))} s`],
      }
    }),
}
