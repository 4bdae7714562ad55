import { Counter, Gauge, Registry } from 'prom-client'
import type { Db } from '../db/db.ts'
import { countHeld } from '../features/events/events.ts'
import { countFailedStitches } from '../features/held/held.ts'
import { countDueRuns } from '../features/usage/usage.ts'
import { createSpendingMetrics, type SpendingMetrics } from './spending-metrics.ts'

/** What Prometheus is told about the work of this process, beside the usual figures of a process. */
export interface Metrics extends SpendingMetrics {
  readonly registry: Registry
  /** Events that were acknowledged. */
  collected(events: number): void
  /** Events that were applied, and how long ago the last of them was collected. */
  processed(events: number, lagMs: number): void
  /** Tells how many runs this process works on. */
  watchRuns(inFlight: () => number): void
}

export function createMetrics(db: Db): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const collected = new Counter({ name: 'outcrop_events_collected_total', help: 'Events acknowledged by this process', registers }) // prettier-ignore
  const processed = new Counter({ name: 'outcrop_events_processed_total', help: 'Events applied by this process', registers }) // prettier-ignore
  const lag = new Gauge({ name: 'outcrop_processing_lag_seconds', help: 'Age of the newest event when it was applied', registers }) // prettier-ignore
  const waiting: Gauge = new Gauge({
    name: 'outcrop_runs_due',
    help: 'Runs that wait for a worker now, in all organizations',
    registers,
    collect: async (): Promise<void> => waiting.set(await countDueRuns(db)),
  })
  const held: Gauge = new Gauge({
    name: 'outcrop_events_held',
    help: 'Events that could not be applied and are tried again, in all organizations',
    registers,
    collect: async (): Promise<void> => held.set(await countHeld(db)),
  })
  const stitches: Gauge = new Gauge({
    name: 'outcrop_stitches_failed',
    help: 'Stitches of visitors that failed and are tried again, in all organizations',
    registers,
    collect: async (): Promise<void> => stitches.set(await countFailedStitches(db)),
  })
  return {
    ...createSpendingMetrics(registers),
    registry,
    collected: (events) => collected.inc(events),
    processed: (events, lagMs) => {
      processed.inc(events)
      lag.set(lagMs / 1000)
    },
    watchRuns: (inFlight) => {
      const running: Gauge = new Gauge({
        name: 'outcrop_runs_in_flight',
        help: 'Runs that this process works on',
        registers,
        collect: (): void => running.set(inFlight()),
      })
    },
  }
}
