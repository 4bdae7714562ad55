import { routes } from '@outcrop/contract'
import { listPrices } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { listPriceShape, ownPriceShape } from './shapes.ts'
import { deletePrice, listOwnPrices, setPrice } from './store.ts'

export interface PriceRouteOptions {
  readonly db: Db
  readonly now: Clock
  /** Called after every change that was made here. */
  readonly onChange: () => void
}

export function priceRoutes(app: App, { db, now, onChange }: PriceRouteOptions): void {
  mount(app, routes.listPrices, async ({ caller }) => {
    const own = (await listOwnPrices(db, caller.organizationId)).map(ownPriceShape)
    const replaced = new Set(own.map(({ model }) => model))
    const listed = [...listPrices].map(listPriceShape).filter(({ model }) => !replaced.has(model))
    return { items: [...own, ...listed.sort((a, b) => a.model.localeCompare(b.model, 'en'))] }
  })
  mount(app, routes.setPrice, async ({ body, caller }) => {
    const row = await setPrice(db, caller.organizationId, newId('price'), body, now())
    if (!row) throw new Error('The price was not stored.')
    onChange()
    return ownPriceShape(row)
  })
  mount(app, routes.deletePrice, async ({ params, caller }) => {
    if (!(await deletePrice(db, caller.organizationId, params.id)))
      throw new Problem('not-found', `There is no price ${params.id}.`)
    onChange()
    return null
  })
}
