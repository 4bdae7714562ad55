import type { Definition, RunDetail } from '@outcrop/contract'
import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import type { Db } from '../../db/transaction.ts'
import { attemptsOf, findRuns, stepRunsOf, visitorsOfRuns } from './history-store.ts'
import { runDetailOf } from './shapes.ts'

/** A run with all its steps and attempts, and what its visitor was like at its moment. */
export interface WholeRun extends RunDetail {
  readonly visitor: VisitorProfile | null
}

/** Everything that is kept of runs, in the order of their ids; those that are gone are absent. */
export async function runDetails(
  db: Db,
  organizationId: string,
  ids: readonly string[],
  definition: (versionId: string) => Promise<Definition>,
): Promise<WholeRun[]> {
  const [rows, attempts, steps, visitors] = await Promise.all([findRuns(db, organizationId, ids), attemptsOf(db, ids), stepRunsOf(db, ids), visitorsOfRuns(db, ids)]) // prettier-ignore
  return Promise.all(
    rows.map(async (row) => {
      const own = <Row extends { readonly run_id: string }>(all: readonly Row[]) =>
        all.filter(({ run_id }) => run_id === row.id)
      const detail = runDetailOf(row, await definition(row.version_id), own(attempts), own(steps))
      return { ...detail, visitor: visitors.get(row.id) ?? null }
    }),
  )
}
