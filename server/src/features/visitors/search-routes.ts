import { routes, type ProfileCondition } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { attributesOf, checkAudience, knownAttributes } from '../attributes/attributes.ts'
import { findStream } from '../streams/streams.ts'
import { estimateSize } from './estimate-size.ts'
import { searchVisitors } from './search-visitors.ts'
import { namesOf, shownVisitor } from './shown-visitor.ts'
import { idsLeadingTo } from './stitch-store.ts'

/** What asks all visitors of a stream a question. */
export function visitorSearchRoutes(app: App, db: Db, now: Clock): void {
  mount(app, routes.searchVisitors, async ({ body, caller: { organizationId } }) => {
    const { stream_id: streamId, audience_id: audienceId, condition, id_prefix: idPrefix, limit, cursor } = body // prettier-ignore
    await refuseUnaskable(db, organizationId, streamId, condition)
    const search = { streamId, audienceId, condition, idPrefix, limit, cursor }
    const [{ items, looked, next }, names] = await Promise.all([
      searchVisitors(db, organizationId, search, now()),
      namesOf(db, streamId),
    ])
    const idsOf = await idsLeadingTo(db, body.stream_id, items.map(({ visitorId }) => visitorId)) // prettier-ignore
    return {
      items: items.map((one) => shownVisitor(one, names, idsOf(one.visitorId))),
      looked,
      next,
    }
  })

  mount(app, routes.estimateAudience, async ({ body, caller: { organizationId } }) => {
    const { stream_id: streamId, condition } = body
    await refuseUnaskable(db, organizationId, streamId, condition)
    return estimateSize(db, organizationId, { streamId, condition }, now())
  })
}

/** Throws `not-found` for an unknown stream, and `invalid-input`. */
async function refuseUnaskable(
  db: Db,
  organizationId: string,
  streamId: string,
  condition: ProfileCondition,
): Promise<void> {
  const stream = await findStream(db, organizationId, streamId)
  if (!stream) throw new Problem('not-found', `There is no stream ${streamId}.`)
  refuseFaulty(checkAudience(condition, knownAttributes(await attributesOf(db, streamId))))
}
