import type { Db } from '../../db/transaction.ts'
import { refuseStarts, type Occasion, type Refusal } from '../caps/caps.ts'
import type { StreamRules } from './rules.ts'
import type { Started } from './start.ts'

/** The runs of these occasions that their caps do not let start; the others are counted. */
export const refusedStarts = (
  db: Db,
  occasions: readonly Occasion[],
  rules: ReadonlyMap<string, StreamRules>,
  now: Date,
): Promise<ReadonlyMap<string, Refusal>> =>
  refuseStarts(db, occasions, ({ streamId, automationId }) => rules.get(streamId)?.caps.get(automationId), now) // prettier-ignore

/** The same without the runs that are refused, which are suppressed instead. */
export function withoutRefused<S extends Started>(
  started: S,
  refused: ReadonlyMap<string, Refusal>,
): S {
  const suppressed = started.runs.flatMap(({ id }) => refused.get(id) ?? [])
  if (suppressed.length === 0) return started
  return {
    ...started,
    runs: started.runs.filter(({ id }) => !refused.has(id)),
    suppressed: [...started.suppressed, ...suppressed],
  }
}
