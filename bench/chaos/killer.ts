import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Emulator } from '../rig/emulator.ts'
import { isReady } from '../rig/outcrop.ts'
import type { Victim } from './kill-plan.ts'
import type { Phoenix } from './phoenix.ts'

export interface Kill {
  readonly victim: Victim
  /** Bedrock calls that were in flight when it died: at most these may have to be made again. */
  readonly inFlight: number
}

/** Calls that begin between the look and the death count too; by then they have arrived. */
const settleMs = 200
const patienceMs = 30_000

/** Kills one process in the midst of its work, and has it started again. */
export async function kill(
  victim: Victim,
  server: Phoenix,
  emulator: Emulator,
  dataDir: string,
): Promise<Kill> {
  const before = await untilBusy(server, emulator)
  if (victim === 'server') await server.killAndRestart()
  else process.kill(postmasterOf(dataDir), 'SIGKILL')
  await sleep(settleMs)
  const after = await emulator.calls(0)
  const since = (after.counts['Converse'] ?? 0) - (before.counts['Converse'] ?? 0)
  return { victim, inFlight: before.in_flight + since }
}

/** Resolves with the calls of the moment in which the server takes requests and some are in flight. */
async function untilBusy(server: Phoenix, emulator: Emulator) {
  const until = Date.now() + patienceMs
  for (;;) {
    if (await isReady(server.url)) {
      const calls = await emulator.calls(0)
      if (calls.in_flight > 0) return calls
    }
    if (Date.now() > until) {
      throw new Error(`No Bedrock call was in flight within ${patienceMs / 1000} s.\n${server.lastWords()}`) // prettier-ignore
    }
    await sleep(20)
  }
}

/** PostgreSQL writes its process number into the first line of its lock file. */
function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}
