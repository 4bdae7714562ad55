import type { Client } from '@outcrop/contract'
import { hoursSince, processedSince, type Baseline } from './baseline.ts'
import { countNewEvents, hasUnfinished, tallySince, unfinishedStates } from './consequences.ts'
import { judgeWait, looked, type Look, type Waiting } from './judge-wait.ts'
import type { Tally } from './tally.ts'

/** What was sent, as far as its consequences can be told from other traffic. */
export interface Sent {
  readonly baseline: Baseline
  readonly visitors: ReadonlySet<string | null>
  /** Events that the server has acknowledged. */
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
  /** Events that had to be processed: those of an earlier send do not count again. */
  readonly expected: number
  readonly processed: number
}

const pollMs = 500

/** Waits until every run that the sent events caused has ended, then counts runs and answers. */
export async function waitForRuns(sent: Sent, options: WaitOptions): Promise<Waited> {
  const startedAt = options.now()
  let waiting: Waiting | undefined
  let goal = { expected: sent.events, isCounted: false }
  for (;;) {
    waiting = looked(waiting, await look(sent, options))
    const judgement = judgeWait(waiting, goal)
    if (judgement === 'recount') {
      const fresh = await countNewEvents(sent, options.client)
      goal = { expected: Math.min(sent.events, fresh), isCounted: true }
    }
    const isLate = options.now() - startedAt > options.timeoutMs
    const ended = judgement === 'done' || judgement === 'stalled' ? judgement : 'timeout'
    if (ended !== 'timeout' || isLate) {
      const tally = await tallySince(sent, options.client)
      const { processed } = waiting.look
      // A run that changed its state between two questions may have been overlooked by both.
      if (isLate || allEnded(tally)) return { ended, expected: goal.expected, processed, ...tally }
    }
    await options.sleep(pollMs)
  }
}

const allEnded = ({ runs: { by_state } }: Tally) =>
  unfinishedStates.every((state) => by_state[state] === undefined)

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
