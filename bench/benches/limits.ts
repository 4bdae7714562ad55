import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { emulatorCredentials } from '../../server/src/bedrock/emulator-credentials.ts'
import type { Bench } from '../report/bench.ts'
import { inTurn, rounded } from '../report/rounds.ts'
import { startDatabase } from '../rig/database.ts'
import { sendEvents } from '../rig/demo.ts'
import { startEmulator, type CallReport, type Emulator } from '../rig/emulator.ts'
import { startOutcrop, type Outcrop } from '../rig/outcrop.ts'
import { inDemoFeed, retailEvents } from '../rig/retail-events.ts'
import { withRig, type Rig } from '../rig/rig.ts'
import { startTool } from '../rig/tool.ts'
import { z } from 'zod'

const rounds = 2
const windowS = 60
const quota = { requests: 600, tokens: 200_000 }
const workers = 4
/** An account of the emulator with a quota of its own, for the floor. */
const otherAccount = { accessKeyId: 'AKIAEMULATOR00000002', secretAccessKey: 'emulator-second-key-do-not-use-elsewhere' } // prettier-ignore

/** How much of the quota a minute of calls used, whichever of its two rates they used more of. */
function shareOf(calls: CallReport['recent']): number {
  const answered = calls.filter(({ status }) => status === 200)
  const tokens = answered.reduce((sum, call) => sum + (call.inputTokens ?? 0) + (call.outputTokens ?? 0), 0) // prettier-ignore
  const minutes = windowS / 60
  return (100 * Math.max(answered.length / quota.requests, tokens / quota.tokens)) / minutes
}

/** The calls that an account made in the next window. */
async function watch(emulator: Emulator, accessKeyId: string): Promise<CallReport['recent']> {
  const from = Date.now()
  await sleep(windowS * 1000)
  const to = Date.now()
  // The last of them are still being answered.
  await sleep(1000)
  const { recent } = await emulator.calls(5000)
  return recent.filter((call) => call.operation === 'Converse' && call.accessKeyId === accessKeyId && Date.parse(call.at) >= from && Date.parse(call.at) < to) // prettier-ignore
}

/** Sets the provider's limits to the quota, and starts workers on more runs than they can do. */
async function startWorkers(
  rig: Rig,
  intake: Outcrop,
  options: Parameters<typeof startOutcrop>[2],
) {
  const { items } = await intake.api.listProviders({ query: { limit: 10 } })
  const limits = { requests_per_minute: quota.requests, tokens_per_minute: quota.tokens }
  for (const { id } of items) await intake.api.updateProvider({ params: { id }, body: { limits } })
  const matching = retailEvents().filter(inDemoFeed())
  const count = quota.requests * (rounds * 2 + 3)
  await sendEvents(intake.url, Array.from({ length: count }, (_, index) => ({ ...matching[index % matching.length] }))) // prettier-ignore
  for (let index = 0; index < workers; index += 1) await startOutcrop(rig, 'work', options)
}

export const limits: Bench = {
  name: 'limits',
  figure: `share of a quota of ${quota.requests} requests and ${quota.tokens} tokens a minute that ${workers} worker processes use`,
  floor: 'the same prompts as bare SDK calls of one process, paced evenly at the quota',
  run: () =>
    withRig(async (rig) => {
      const database = await startDatabase(rig)
      const emulator = await startEmulator(rig, {
        latency: 300,
        keepCalls: 5000,
        quotas: [{ rpm: quota.requests, tpm: quota.tokens }],
      })
      const options = {
        dataDir: join(rig.folder, 'outcrop'),
        databaseUrl: await database.create('outcrop_limits'),
        emulatorUrl: emulator.url,
      }
      // The first start makes the demo; afterwards intake and work are processes of their own.
      const first = await startOutcrop(rig, 'start', options)
      await first.stop()
      const intake = await startOutcrop(rig, 'serve', options)
      await startWorkers(rig, intake, options)
      // What had gathered before anybody called is used up first.
      await sleep(15_000)
      const { recent } = await emulator.calls(200)
      const prompts = recent.map(({ inputText }) => inputText)
      const tokensEach = recent.reduce((sum, call) => sum + (call.inputTokens ?? 0) + (call.outputTokens ?? 0), 0) / Math.max(1, recent.filter(({ status }) => status === 200).length) // prettier-ignore
      const perMinute = Math.min(quota.requests, quota.tokens / tokensEach)
      const bare = startTool(rig, 'floors/paced-calls')

      let calls = 0
      let throttled = 0
      const measured = await inTurn(
        rounds,
        async () => {
          const watching = watch(emulator, otherAccount.accessKeyId)
          const task = { emulatorUrl: emulator.url, credentials: otherAccount, prompts, perMinute, seconds: windowS + 1 } // prettier-ignore
          await bare.ask(task, z.object({}))
          return shareOf(await watching)
        },
        async () => {
          const made = await watch(emulator, emulatorCredentials.accessKeyId)
          calls += made.length
          throttled += made.filter(({ status }) => status === 429).length
          return shareOf(made)
        },
      )
      const refused = (100 * throttled) / Math.max(1, calls)
      return {
        ...measured,
        unit: '% of the quota',
        goal: { atLeast: 95 },
        conditions: [
          {
            name: 'throttled answers',
            measured: `${rounded(refused)} %`,
            wanted: '≤ 1 %',
            met: refused <= 1,
          },
        ],
        remarks: [
          `${rounded(calls / rounds)} calls a minute of ${rounded(tokensEach)} tokens each on average`,
        ],
      }
    }),
}
