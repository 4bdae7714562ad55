import type { Client, Event, Run, RunState } from '@outcrop/contract'
import { allPages } from './all-pages.ts'
import { hoursSince, processedSince, type Baseline } from './baseline.ts'
import { earliestRun, isCausedBy } from './caused-by.ts'
import { judgeWait, looked, type Look, type Waiting } from './judge-wait.ts'
import { tallyOf, type Tally } from './tally.ts'

/** What was sent, as far as its consequences can be told from other traffic. */
export interface Sent {
  readonly baseline: Baseline
  readonly visitors: ReadonlySet<string | null>
  /** Events that the server had not stored before. */
  readonly events: number
}

export interface WaitOptions {
  readonly client: Client
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
  readonly timeoutMs: number
  readonly onLook: (processed: number, inProgress: number) => void
}

export interface Waited extends Tally {
  /** `stalled`: the server stopped processing events before all were done. */
  readonly ended: 'done' | 'stalled' | 'timeout'
  readonly processed: number
}

const pollMs = 500
const unfinished = ['running', 'queued', 'waiting'] as const

/** Waits until every run that the sent events caused has ended, then counts runs and answers. */
export async function waitForRuns(sent: Sent, options: WaitOptions): Promise<Waited> {
  const startedAt = options.now()
  let waiting: Waiting | undefined
  for (;;) {
    waiting = looked(waiting, await look(sent, options))
    const judgement = judgeWait(waiting, sent.events)
    const isLate = options.now() - startedAt > options.timeoutMs
    if (judgement !== 'wait' || isLate) {
      const tally = await count(sent, options.client)
      const ended = judgement === 'wait' ? 'timeout' : judgement
      // A run that changed its state between two questions may have been overlooked by both.
      if (isLate || allEnded(tally)) return { ended, processed: waiting.look.processed, ...tally }
    }
    await options.sleep(pollMs)
  }
}

const allEnded = ({ runs: { by_state } }: Tally) =>
  unfinished.every((state) => by_state[state] === undefined)

async function look(sent: Sent, { client, now, onLook }: WaitOptions): Promise<Look> {
  // In this order: a run exists as soon as its event counts as processed.
  const usage = await client.getUsage({ query: { hours: hoursSince(sent.baseline, now()) } })
  const processed = processedSince(usage, sent.baseline)
  const { queued, running, waiting } = usage.in_progress
  const inProgress = queued + running + waiting
  onLook(processed, inProgress)
  return {
    atMs: now(),
    processed,
    isUnfinished: inProgress > 0 && (await hasUnfinished(sent, client)),
  }
}

async function hasUnfinished(sent: Sent, client: Client): Promise<boolean> {
  for (const state of unfinished) {
    for await (const run of runsSince(sent, client, state)) {
      if (isCausedBy(run, sent.visitors, sent.baseline)) return true
    }
  }
  return false
}

function runsSince({ baseline }: Sent, client: Client, state?: RunState): AsyncGenerator<Run> {
  const created_after = earliestRun(baseline)
  return allPages((cursor) =>
    client.listRuns({ query: { limit: 200, state, created_after, ...cursor } }),
  )
}

async function count(sent: Sent, client: Client): Promise<Tally> {
  const runs: Run[] = []
  for await (const run of runsSince(sent, client)) {
    if (isCausedBy(run, sent.visitors, sent.baseline)) runs.push(run)
  }
  const answers: Event[] = []
  const received_after = sent.baseline.newest_event_at ?? undefined
  const events = allPages((cursor) =>
    client.listEvents({ query: { limit: 200, received_after, ...cursor } }),
  )
  for await (const event of events) if (event.caused_by) answers.push(event)
  return tallyOf(runs, answers)
}
