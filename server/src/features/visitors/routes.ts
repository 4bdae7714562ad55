import { routes } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { namesOf, shownVisitor } from './shown-visitor.ts'
import { everyIdOf, idsLeadingTo } from './stitch-store.ts'
import { findVisitor, listVisitors } from './visitor-store.ts'
import { brokenBecause, faultInState, isWhole } from './whole-state.ts'

export function visitorRoutes(app: App, db: Db): void {
  mount(app, routes.listVisitors, async ({ query, caller: { organizationId } }) => {
    const { limit, cursor, stream_id, audience_id, id_prefix } = query
    const page = { limit: limit + 1, cursor, streamId: stream_id, audienceId: audience_id, idPrefix: id_prefix } // prettier-ignore
    const [found, names] = await Promise.all([listVisitors(db, organizationId, page), namesOf(db, stream_id)]) // prettier-ignore
    const items = found.slice(0, limit)
    const idsOf = await idsLeadingTo(db, stream_id, items.map(({ visitorId }) => visitorId)) // prettier-ignore
    return {
      // Of one that is broken nothing can be shown; asked for by its id, it says so.
      items: items
        .filter(({ state }) => isWhole(state))
        .map((one) => shownVisitor(one, names, idsOf(one.visitorId))),
      next: found.length > limit ? (items.at(-1)?.visitorId ?? null) : null,
    }
  })

  mount(app, routes.getVisitor, async ({ params, caller: { organizationId } }) => {
    const key = { streamId: params.stream_id, visitorId: params.visitor_id }
    const found = await findVisitor(db, organizationId, key)
    if (!found)
      throw new Problem('not-found', `There is no visitor ${key.visitorId} in this stream.`)
    const fault = faultInState(found.state)
    if (fault !== undefined) throw new Problem('visitor-broken', brokenBecause(fault))
    const ids = await everyIdOf(db, organizationId, key)
    return shownVisitor(found, await namesOf(db, key.streamId), ids)
  })
}
