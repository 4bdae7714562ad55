import { counted, duration, grouped } from '../terminal/numbers.ts'
import { isClean } from '../wait/tally.ts'
import type { Waited } from '../wait/wait-for-runs.ts'
import type { SendTotals } from './send.ts'

export interface SendSummary {
  readonly ok: boolean
  readonly source: string
  readonly events_accepted: number
  /** Of the accepted, how many the server said it had already. */
  readonly events_repeated: number
  /** Of the accepted, how many an interrupted send had finished. */
  readonly events_resumed: number
  readonly batches: number
  readonly retries: number
  readonly seconds: number
  readonly events_per_s: number
  readonly wait?: Waited
}

export function summaryOf(
  source: string,
  totals: SendTotals,
  elapsedMs: number,
  waited: Waited | undefined,
): SendSummary {
  const seconds = elapsedMs / 1000
  const sentNow = totals.accepted - totals.resumed
  return {
    ok: waited === undefined || (waited.ended === 'done' && isClean(waited)),
    source,
    events_accepted: totals.accepted,
    events_repeated: totals.repeated,
    events_resumed: totals.resumed,
    batches: totals.batches,
    retries: totals.retries,
    seconds: Number(seconds.toFixed(3)),
    events_per_s: seconds > 0 ? Math.round(sentNow / seconds) : 0,
    ...(waited && { wait: waited }),
  }
}

/** The summary for people. */
export function summaryText(summary: SendSummary): string {
  const { events_accepted, events_repeated, events_resumed, batches, retries, seconds } = summary
  const lines = [
    `${counted(events_accepted, 'event')} accepted in ${counted(batches, 'batch', 'batches')}, ${duration(seconds * 1000)}, ${grouped(summary.events_per_s)} events/s`,
  ]
  if (events_resumed > 0)
    lines.push(`  ${counted(events_resumed, 'event')} of these were sent before the interruption`)
  if (events_repeated > 0) {
    lines.push(`  ${counted(events_repeated, 'event')} of these were stored already and not stored again (--again sends them as new events)`) // prettier-ignore
  }
  if (retries > 0)
    lines.push(`  ${counted(retries, 'request')} had to be sent again; nothing was stored twice`)
  if (summary.wait) lines.push(...waitLines(summary.wait, events_accepted - events_repeated))
  return lines.join('\n')
}

function waitLines(
  { ended, expected, processed, runs, events_with_runs, answers }: Waited,
  sent: number,
): string[] {
  const states = Object.entries(runs.by_state).map(([state, count]) => `${grouped(count)} ${state}`)
  const known = sent - expected
  const lines = [
    ...(known > 0
      ? [
          `  ${counted(known, 'event')} of these had been stored by an earlier send (--again sends them as new events)`,
        ]
      : []),
    `${counted(runs.total, 'run')} of ${counted(events_with_runs, 'event')}${states.length === 0 ? '' : `: ${states.join(', ')}`}`,
    `${counted(answers.delivered, 'answer event')} delivered into the stream`,
  ]
  if (answers.runs_with_several > 0)
    lines.push(`  ${counted(answers.runs_with_several, 'run')} delivered more than one answer`)
  if (answers.other_visitor > 0)
    lines.push(`  ${counted(answers.other_visitor, 'answer')} went to another visitor`)
  if (ended === 'timeout') lines.push('  The time for waiting was over before all runs had ended.')
  if (ended === 'stalled') {
    lines.push(`  The server processed ${grouped(processed)} of ${counted(expected, 'event')} and then nothing for 30 s. Does a worker run (outcrop start or outcrop work)?`) // prettier-ignore
  }
  return lines
}
