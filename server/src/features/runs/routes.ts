import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { cancelRuns } from './cancel-store.ts'
import { attemptsOf, stepRunsOf } from './history-store.ts'
import { pauseOfRun } from './pause-of-run-store.ts'
import { runDetailOf, runOf } from './shapes.ts'
import { runsOfAnyId } from './runs-of-any-id.ts'
import { runOrProblem } from './run-or-problem.ts'
import { startRoutes, type RunRouteOptions } from './start-routes.ts'

export function runRoutes(app: App, options: RunRouteOptions): void {
  const { db, automations } = options
  mount(app, routes.listRuns, async ({ query, caller }) =>
    pageOf(
      query.limit,
      await runsOfAnyId(db, caller.organizationId, { ...query, limit: query.limit + 1 }),
      runOf,
    ),
  )
  mount(app, routes.getRun, async ({ params, caller }) => {
    const row = await runOrProblem(db, caller.organizationId, params.id)
    const definition = await automations.definition(row.version_id)
    return runDetailOf(
      row,
      definition,
      await attemptsOf(db, [row.id]),
      await stepRunsOf(db, [row.id]),
      await pauseOfRun(db, row),
    )
  })
  mount(app, routes.cancelRun, async ({ params, caller }) => {
    const { state } = await runOrProblem(db, caller.organizationId, params.id)
    const problem = new Problem('cancelled', `Cancelled by ${caller.actor.name}.`).toDocument()
    const cancelled = await cancelRuns(
      db,
      caller.organizationId,
      [params.id],
      problem,
      options.now(),
    )
    if (cancelled.length === 0) {
      throw new Problem('state-conflict', `The run has ended already (${state}).`)
    }
    return runOf(await runOrProblem(db, caller.organizationId, params.id))
  })
  startRoutes(app, options)
}
