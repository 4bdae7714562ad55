import type { Visitor } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { attributesOf } from '../attributes/attributes.ts'
import { audiencesOf } from '../audiences/audiences.ts'
import { shownValue, type ProfileNames } from './profile-of.ts'
import type { Values } from './state.ts'
import type { StoredVisitor } from './visitor-store.ts'
import { visitEndsAt } from './visit-length.ts'

/** What names the values of a visitor of this stream. */
export async function namesOf(db: Db, streamId: string): Promise<ProfileNames> {
  const [attributes, audiences] = await Promise.all([attributesOf(db, streamId), audiencesOf(db, streamId)]) // prettier-ignore
  return { attributes, audiences }
}

/** A visitor as the API shows it: values of attributes that were deleted are left out. */
export function shownVisitor(
  { visitorId, streamId, state }: StoredVisitor,
  names: ProfileNames,
  ids: readonly string[],
): Visitor {
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
    stitched_ids: ids.filter((id) => id !== visitorId),
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
