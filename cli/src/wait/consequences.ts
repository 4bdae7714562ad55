import type { Client, Event, Run, RunState } from '@outcrop/contract'
import { allPages } from '../api/all-pages.ts'
import type { Baseline } from './baseline.ts'
import { earliestRun, isCausedBy, isNewEvent } from './caused-by.ts'
import { tallyOf, type Tally } from './tally.ts'

interface Sent {
  readonly baseline: Baseline
  readonly visitors: ReadonlySet<string | null>
}

export const unfinishedStates = ['running', 'queued', 'waiting'] as const

/** Whether a run that was caused has not ended. */
export async function hasUnfinished(sent: Sent, client: Client): Promise<boolean> {
  for (const state of unfinishedStates) {
    for await (const run of runsSince(sent, client, state)) {
      if (isCausedBy(run, sent.visitors, sent.baseline)) return true
    }
  }
  return false
}

/** How many events about these visitors have been collected since the baseline, answers left out. */
export async function countNewEvents(sent: Sent, client: Client): Promise<number> {
  let count = 0
  for await (const event of eventsSince(sent, client)) {
    if (!event.caused_by && isNewEvent(event, sent.visitors, sent.baseline)) count += 1
  }
  return count
}

/** All runs that were caused, and the answers that they delivered. */
export async function tallySince(sent: Sent, client: Client): Promise<Tally> {
  const runs: Run[] = []
  for await (const run of runsSince(sent, client)) {
    if (isCausedBy(run, sent.visitors, sent.baseline)) runs.push(run)
  }
  const answers: Event[] = []
  if (runs.length > 0) {
    for await (const event of eventsSince(sent, client)) if (event.caused_by) answers.push(event)
  }
  return tallyOf(runs, answers)
}

function runsSince({ baseline }: Sent, client: Client, state?: RunState): AsyncGenerator<Run> {
  const created_after = earliestRun(baseline)
  return allPages((cursor) =>
    client.listRuns({ query: { limit: 200, state, created_after, ...cursor } }),
  )
}

function eventsSince({ baseline }: Sent, client: Client): AsyncGenerator<Event> {
  const received_after = baseline.newest_event_at ?? undefined
  return allPages((cursor) =>
    client.listEvents({ query: { limit: 200, received_after, ...cursor } }),
  )
}
