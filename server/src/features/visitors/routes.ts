import { routes, type Visitor } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { attributesOf } from '../attributes/attributes.ts'
import { audiencesOf } from '../audiences/audiences.ts'
import { shownValue, type ProfileNames } from './profile-of.ts'
import type { Values } from './state.ts'
import { findVisitor, listVisitors, type StoredVisitor } from './visitor-store.ts'
import { visitEndsAt } from './visit-length.ts'

export function visitorRoutes(app: App, db: Db): void {
  mount(app, routes.listVisitors, async ({ query, caller: { organizationId } }) => {
    const { limit, cursor, stream_id, audience_id, id_prefix } = query
    const page = { limit: limit + 1, cursor, streamId: stream_id, audienceId: audience_id, idPrefix: id_prefix } // prettier-ignore
    const [found, names] = await Promise.all([listVisitors(db, organizationId, page), namesOf(db, stream_id)]) // prettier-ignore
    const items = found.slice(0, limit)
    return {
      items: items.map((one) => visitorOf(one, names)),
      next: found.length > limit ? (items.at(-1)?.visitorId ?? null) : null,
    }
  })

  mount(app, routes.getVisitor, async ({ params, caller: { organizationId } }) => {
    const key = { streamId: params.stream_id, visitorId: params.visitor_id }
    const found = await findVisitor(db, organizationId, key)
    if (!found)
      throw new Problem('not-found', `There is no visitor ${key.visitorId} in this stream.`)
    return visitorOf(found, await namesOf(db, key.streamId))
  })
}

async function namesOf(db: Db, streamId: string): Promise<ProfileNames> {
  const [attributes, audiences] = await Promise.all([attributesOf(db, streamId), audiencesOf(db, streamId)]) // prettier-ignore
  return { attributes, audiences }
}

function visitorOf({ visitorId, streamId, state }: StoredVisitor, names: ProfileNames): Visitor {
  const types = new Map(names.attributes.map(({ name, type }) => [name, type]))
  const shown = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => {
        const type = types.get(name)
        return type === undefined ? [] : [[name, shownValue(value, type)]]
      }),
    )
  const { visit } = state
  return {
    id: visitorId,
    stream_id: streamId,
    created_at: isoOf(state.createdAt),
    last_event_at: isoOf(state.lastEventAt),
    events: state.events,
    visits: state.visits,
    attributes: shown(state.attributes),
    visit: visit && {
      started_at: isoOf(visit.startedAt),
      ends_at: isoOf(visitEndsAt(visit)),
      events: visit.events,
      attributes: shown(visit.attributes),
    },
    audiences: names.audiences.flatMap(({ id, name }) => {
      const joinedAt = Object.hasOwn(state.audiences, id) ? state.audiences[id] : undefined
      return joinedAt === undefined ? [] : [{ id, name, joined_at: isoOf(joinedAt) }]
    }),
  }
}

const isoOf = (time: number): string => new Date(time).toISOString()
