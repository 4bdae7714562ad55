import type { Event, Run } from '@outcrop/contract'

/** What came of the events that were sent. */
export interface Tally {
  readonly runs: { readonly total: number; readonly by_state: Record<string, number> }
  /** Events that started at least one run. */
  readonly events_with_runs: number
  /** Answer events of these runs that were delivered into a stream. */
  readonly answers: {
    readonly delivered: number
    readonly runs_with_one: number
    readonly runs_with_none: number
    readonly runs_with_several: number
    /** Answers about another visitor than the run. */
    readonly other_visitor: number
  }
}

/** Counts runs and their answer events. `answers` may hold events of other runs: they are left out. */
export function tallyOf(runs: readonly Run[], answers: readonly Event[]): Tally {
  const visitorOfRun = new Map(runs.map(({ id, trigger }) => [id, trigger.visitor_id ?? null]))
  const own = answers.filter(({ caused_by }) => caused_by && visitorOfRun.has(caused_by.run_id))
  const perRun = countBy(own.map(({ caused_by }) => caused_by?.run_id ?? ''))
  const counts = [...visitorOfRun.keys()].map((id) => perRun[id] ?? 0)
  return {
    runs: { total: runs.length, by_state: countBy(runs.map(({ state }) => state)) },
    events_with_runs: new Set(runs.map(({ trigger }) => trigger.event_id)).size,
    answers: {
      delivered: own.length,
      runs_with_one: counts.filter((count) => count === 1).length,
      runs_with_none: counts.filter((count) => count === 0).length,
      runs_with_several: counts.filter((count) => count > 1).length,
      other_visitor: own.filter(
        (event) => event.visitor_id !== visitorOfRun.get(event.caused_by?.run_id ?? ''),
      ).length,
    },
  }
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

/** Whether everything came out as it should: all runs succeeded, no answer double or astray. */
export function isClean({ runs, answers }: Tally): boolean {
  const good = (runs.by_state['succeeded'] ?? 0) + (runs.by_state['succeeded_with_defaults'] ?? 0)
  return good === runs.total && answers.runs_with_several === 0 && answers.other_visitor === 0
}
