import { noSource, type Event, type routes } from '@outcrop/contract'
import type { z } from 'zod'
import type { Db } from '../../db/db.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { findDataSource } from '../data-sources/data-sources.ts'
import { listEvents, type EventFilter } from '../events/events.ts'
import { findSpecification, isAsked } from '../specifications/specifications.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { eventShapes } from './event-shapes.ts'

type Query = z.output<typeof routes.listEvents.query>

/** The page and the most events that one search looks at: what it asks for is not in the log, but worked out. */
const looked = { page: 500, most: 10_000 }

export interface EventPage {
  readonly items: Event[]
  readonly next: string | null
}

/** One page of events, newest first. Throws `not-found` for a specification or a data source that is not there. */
export async function eventPage(db: Db, organizationId: string, query: Query): Promise<EventPage> {
  const { data_source_id, specification_id, verdict, limit } = query
  const filter = await filterOf(db, organizationId, query)
  if (filter === 'nothing') return { items: [], next: null }
  if (data_source_id === undefined && specification_id === undefined && verdict === undefined) {
    const rows = await listEvents(db, organizationId, { ...filter, limit: limit + 1 })
    return pageOf(limit, rows, await eventShapes(db, organizationId, rows))
  }
  const asks = {
    data_source_id: data_source_id === undefined || data_source_id === noSource ? null : data_source_id, // prettier-ignore
    specification_id: specification_id ?? null,
    verdicts: verdict === undefined ? [] : [verdict],
  }
  const isWanted = ({ source, specification }: Event) =>
    (data_source_id !== noSource || !source) &&
    isAsked(asks, { sourceId: source?.id, judged: specification })
  return search(db, organizationId, { ...filter, limit }, isWanted)
}

/** Looks through events until a page is full, or enough were looked at: the next page goes on from there. */
async function search(
  db: Db,
  organizationId: string,
  filter: EventFilter,
  isWanted: (event: Event) => boolean,
): Promise<EventPage> {
  const items: Event[] = []
  let cursor = filter.cursor
  for (let seen = 0; seen < looked.most; seen += looked.page) {
    const rows = await listEvents(db, organizationId, { ...filter, cursor, limit: looked.page })
    const shapeOf = await eventShapes(db, organizationId, rows)
    for (const row of rows) {
      const event = shapeOf(row)
      if (!isWanted(event)) continue
      if (items.length === filter.limit) return { items, next: items.at(-1)?.id ?? null }
      items.push(event)
    }
    if (rows.length < looked.page) return { items, next: null }
    cursor = rows.at(-1)?.id
  }
  return { items, next: cursor ?? null }
}

/** What the log can be asked for; `nothing` when the parts of a query exclude each other. */
async function filterOf(
  db: Db,
  organizationId: string,
  query: Query,
): Promise<Omit<EventFilter, 'limit'> | 'nothing'> {
  const { stream_id, name, visitor_id, data_source_id, specification_id } = query
  const specification = specification_id === undefined ? undefined : await findSpecification(db, organizationId, specification_id) // prettier-ignore
  if (specification_id !== undefined && !specification) throw new Problem('not-found', `There is no specification ${specification_id}.`) // prettier-ignore
  const source_id = data_source_id === noSource ? undefined : data_source_id
  const source = source_id === undefined ? undefined : await findDataSource(db, organizationId, source_id) // prettier-ignore
  if (source_id !== undefined && !source) throw new Problem('not-found', `There is no data source ${source_id}.`) // prettier-ignore
  const streams = new Set([stream_id, specification?.stream_id, source?.stream_id].flatMap((one) => one ?? [])) // prettier-ignore
  const names = new Set([name, specification?.name].flatMap((one) => one ?? []))
  if (streams.size > 1 || names.size > 1) return 'nothing'
  const [streamId, only] = [[...streams][0], [...names][0]]
  return {
    streamId,
    name: only,
    visitorIds: visitor_id === undefined ? undefined : await everyIdOf(db, organizationId, { streamId, visitorId: visitor_id }), // prettier-ignore
    traceId: query.trace_id,
    runId: query.run_id,
    receivedAfter: query.received_after,
    receivedBefore: query.received_before,
    cursor: query.cursor,
  }
}
