import type { Client } from '@outcrop/contract'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { counted, grouped } from '../terminal/numbers.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Baseline } from '../wait/baseline.ts'
import { waitForRuns, type Waited } from '../wait/wait-for-runs.ts'
import type { SendTotals } from './send.ts'

interface Sent {
  readonly baseline: Baseline | undefined
  readonly visitors: ReadonlySet<string | null>
  readonly totals: SendTotals
}

/** Waits for the runs of what was sent, when that was wished. */
export async function waitAfterSend(
  { baseline, visitors, totals }: Sent,
  timeoutMs: number | undefined,
  client: Client,
  bar: Progress,
  signal: AbortSignal,
): Promise<Waited | undefined> {
  if (timeoutMs === undefined || !baseline) return undefined
  const events = totals.accepted - totals.repeated
  return waitForRuns(
    { baseline, visitors, events },
    {
      client,
      timeoutMs,
      now: Date.now,
      sleep: (ms) => sleepFor(ms, undefined, { signal }),
      onLook: (processed, inProgress) => {
        const done = `${grouped(Math.min(processed, events))} of ${counted(events, 'event')} processed`
        bar.show(`${done}, ${counted(inProgress, 'run')} in progress`)
      },
    },
  )
}
