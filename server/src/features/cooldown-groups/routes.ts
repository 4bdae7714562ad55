import { routes, type CooldownGroup } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import type { Clock } from '../../kernel/clock.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { noMore } from '../../kernel/no-more.ts'
import { Problem } from '../../kernel/problem.ts'
import { cooldownGroupIds, deleteCooldownGroup, findCooldownGroup, insertCooldownGroup, listCooldownGroups, updateCooldownGroup, type CooldownGroupRow } from './store.ts' // prettier-ignore

/** Of an organization. Two that are made at the same moment may be one too many. */
const maxGroups = 500

export interface CooldownGroupRouteOptions {
  readonly db: Db
  readonly now: Clock
  /** The names of the automations that are in a group. */
  readonly automationsIn: (organizationId: string, groupId: string) => Promise<string[]>
}

export function cooldownGroupRoutes(
  app: App,
  { db, now, automationsIn }: CooldownGroupRouteOptions,
): void {
  const groupRow = async (organizationId: string, id: string) => {
    const row = await findCooldownGroup(db, organizationId, id)
    if (!row) throw new Problem('not-found', `There is no cooldown group ${id}.`)
    return row
  }
  mount(app, routes.listCooldownGroups, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1 }
    return pageOf(query.limit, await listCooldownGroups(db, caller.organizationId, page), groupOf)
  })
  mount(app, routes.getCooldownGroup, async ({ params, caller }) =>
    groupOf(await groupRow(caller.organizationId, params.id)),
  )
  mount(app, routes.createCooldownGroup, async ({ body, caller }) => {
    if ((await cooldownGroupIds(db, caller.organizationId)).size >= maxGroups)
      throw noMore('The organization', maxGroups, 'cooldown groups')
    const made = await insertCooldownGroup(db, caller.organizationId, body, now())
    if (!made) throw nameTaken(body.name)
    return groupOf(made)
  })
  mount(app, routes.updateCooldownGroup, async ({ params, body, caller: { organizationId } }) => {
    const current = await groupRow(organizationId, params.id)
    const next = { name: body.name ?? current.name, period_hours: body.period_hours ?? current.period_hours } // prettier-ignore
    const changed = await updateCooldownGroup(db, organizationId, params.id, next, now())
    if (!changed) throw nameTaken(next.name)
    return groupOf(changed)
  })
  mount(app, routes.deleteCooldownGroup, async ({ params, caller: { organizationId } }) => {
    const { name } = await groupRow(organizationId, params.id)
    const users = await automationsIn(organizationId, params.id)
    if (users.length > 0) {
      throw new Problem('state-conflict', `In the cooldown group "${name}" are ${users.map((user) => `"${user}"`).join(', ')}.`, { remedy: 'Take them out of it and publish, then delete this group.' }) // prettier-ignore
    }
    await deleteCooldownGroup(db, organizationId, params.id)
    return null
  })
}

const groupOf = (row: CooldownGroupRow): CooldownGroup => ({
  id: row.id,
  name: row.name,
  period_hours: row.period_hours,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

const nameTaken = (name: string): Problem =>
  nameInUse(`There is a cooldown group named "${name}" already.`)
