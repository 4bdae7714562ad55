import { createOutbound } from '../http/outbound.ts'
import { localLane } from '../actions/lane-of.ts'
import { startErasing } from '../features/personal-data/personal-data.ts'
import type { Processor } from '../features/processor/processor.ts'
import { causeOf, startWorker, stepOutputs, type Worker } from '../features/runs/runs.ts'
import type { Loop } from '../kernel/loop.ts'
import type { Parts } from './compose.ts'
import { startProcessing } from './start-processing.ts'

export interface Working {
  readonly processor: Processor
  readonly worker: Worker
  readonly erasing: Loop
  stop(): Promise<void>
}

/** Time that running steps get to end when the process stops, in milliseconds. */
const graceMs = 10_000

/** Runs at once of steps that call nothing outside, in one process. */
const localMax = 100

/** The stream processor and the run worker. */
export async function startWorking(parts: Parts): Promise<Working> {
  const { pool, log, now, config, directory, providers, automations, metrics } = parts
  const { cache, prices, budgets } = parts
  await directory.reload()
  await parts.agents.directory.reload()
  await parts.services.reload()
  const worker = startWorker({
    pool,
    leaseS: config.leaseS,
    maxRuns: config.workerRuns,
    log,
    lanes: () => lanesOf(providers),
    guarding: { prices, budgets, onWait: (providerId) => metrics.waited(providerId) },
    context: {
      cache,
      actions: parts.actions,
      action: (run) => ({
        ...parts.actionContext(run.organization_id, {
          outcrop_organization: run.organization_id,
          outcrop_automation: run.automation_id,
          outcrop_run: run.id,
        }),
        lineage: () => parts.lineage.sign(run.organization_id, causeOf(run)),
      }),
      streams: directory,
      outbound: createOutbound({ allowPrivateNetworks: config.allowPrivateNetworks }),
      definition: (versionId) => automations.definition(versionId),
      outputs: (runId) => stepOutputs(pool, runId),
      pause: (run, problem, revision) => providers.pause(run.organization_id, run.lane, problem, revision), // prettier-ignore
      pauses: parts.pauses,
      onDefect: (error, run) => log.error({ err: error, run: run.id }, 'a run failed unexpectedly'),
      now,
      random: Math.random,
    },
  })
  const processor = await startProcessing(parts)
  const erasing = startErasing({ pool, log, now, definition: (id) => automations.definition(id) })
  metrics.watchRuns(() => worker.inFlight())
  metrics.watchRates(() => worker.rates())
  return {
    processor,
    worker,
    erasing,
    stop: async () => {
      await erasing.stop()
      await processor.stop()
      await worker.stop(graceMs)
    },
  }
}

async function lanesOf(providers: Parts['providers']) {
  const lanes = await providers.lanes()
  return [
    { lane: localLane, max: localMax, limits: null },
    ...lanes.map(({ providerId, maxInFlight, limits }) => ({
      lane: providerId,
      max: maxInFlight,
      limits,
    })),
  ]
}
