import { routes, type BudgetScope } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { isNameTaken } from '../../db/is-name-taken.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { Problem } from '../../kernel/problem.ts'
import { budgetOf } from './shapes.ts'
import { deleteBudget, findBudget, insertBudget, listBudgets, updateBudget, type UsedBudgetRow } from './store.ts' // prettier-ignore

export interface BudgetRouteOptions {
  readonly db: Db
  readonly now: Clock
  /** Whether the organization has what a budget is to count. */
  readonly exists: (organizationId: string, scope: BudgetScope) => Promise<boolean>
  /** Called after a change that may have made room. */
  readonly onRoom: (organizationId: string) => Promise<void>
  /** Called after every change that was made here. */
  readonly onChange: () => void
}

export function budgetRoutes(app: App, options: BudgetRouteOptions): void {
  const { db, now } = options
  mount(app, routes.listBudgets, async ({ query, caller }) => {
    const { limit, cursor } = query
    const rows = await listBudgets(db, caller.organizationId, { limit: limit + 1, cursor }, now())
    return pageOf(limit, rows, (row) => budgetOf(row, now()))
  })
  mount(app, routes.getBudget, async ({ params, caller }) =>
    budgetOf(await budgetRow(options, caller.organizationId, params.id), now()),
  )
  mountChanging(app, options)
}

function mountChanging(app: App, options: BudgetRouteOptions): void {
  const { db, now, exists, onRoom, onChange } = options
  mount(app, routes.createBudget, async ({ body, caller: { organizationId } }) => {
    if (!(await exists(organizationId, body.scope))) {
      throw new Problem('invalid-input', `body.scope.id: there is no such ${body.scope.type}.`)
    }
    const id = newId('budget')
    if (!(await insertBudget(db, organizationId, id, body, now()))) throw nameTaken(body.name)
    onChange()
    return budgetOf(await budgetRow(options, organizationId, id), now())
  })
  mount(app, routes.updateBudget, async ({ params, body, caller: { organizationId } }) => {
    const change = updateBudget(db, organizationId, params.id, body, now())
    const found = await change.catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken(body.name ?? '') : error
    })
    if (!found) throw missing(params.id)
    onChange()
    await onRoom(organizationId)
    return budgetOf(await budgetRow(options, organizationId, params.id), now())
  })
  mount(app, routes.deleteBudget, async ({ params, caller: { organizationId } }) => {
    if (!(await deleteBudget(db, organizationId, params.id))) throw missing(params.id)
    onChange()
    await onRoom(organizationId)
    return null
  })
}

async function budgetRow(
  { db, now }: Pick<BudgetRouteOptions, 'db' | 'now'>,
  organizationId: string,
  id: string,
): Promise<UsedBudgetRow> {
  const row = await findBudget(db, organizationId, id, now())
  if (!row) throw missing(id)
  return row
}

const missing = (id: string) => new Problem('not-found', `There is no budget ${id}.`)

const nameTaken = (name: string) => nameInUse(`There is a budget named "${name}" already.`)
