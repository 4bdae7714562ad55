import { routes, type Definition, type Erasure } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { mount, mountDownload, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { findStream } from '../streams/streams.ts'
import { everyIdOf } from '../visitors/visitors.ts'
import { findErasure, listErasures, requestErasure, type ErasureRow } from './erasure-store.ts'
import { exportVisitor } from './export-visitor.ts'
import { progressOf } from './progress-of.ts'

export interface PersonalDataOptions {
  readonly db: Db
  readonly automations: { definition(versionId: string): Promise<Definition> }
  readonly now: () => Date
}

export function personalDataRoutes(app: App, { db, automations, now }: PersonalDataOptions): void {
  const erasureOrProblem = async (organizationId: string, id: string) => {
    const row = await findErasure(db, organizationId, id)
    if (!row) throw new Problem('not-found', `There is no erasure ${id}.`)
    return erasureOf(row)
  }
  mountDownload(app, routes.exportVisitor, async ({ params, caller: { organizationId } }) => {
    const stream = await streamOrProblem(db, organizationId, params.stream_id)
    const definition = (versionId: string) => automations.definition(versionId)
    const visitorIds = await everyIdOf(db, organizationId, { streamId: stream.id, visitorId: params.visitor_id }) // prettier-ignore
    const subject = { organizationId, stream, visitorIds }
    return { fileName: 'visitor.json', pieces: exportVisitor(db, subject, definition, now()) }
  })
  mount(app, routes.eraseVisitor, async ({ params, caller: { organizationId } }) => {
    const { id: streamId } = await streamOrProblem(db, organizationId, params.stream_id)
    const visitorIds = await everyIdOf(db, organizationId, { streamId, visitorId: params.visitor_id }) // prettier-ignore
    const visitor = { streamId, visitorIds }
    return erasureOrProblem(organizationId, await requestErasure(db, organizationId, visitor, now())) // prettier-ignore
  })
  mount(app, routes.getErasure, ({ params, caller }) =>
    erasureOrProblem(caller.organizationId, params.id),
  )
  mount(app, routes.listErasures, async ({ query, caller }) =>
    pageOf(
      query.limit,
      await listErasures(db, caller.organizationId, { ...query, limit: query.limit + 1 }),
      erasureOf,
    ),
  )
}

async function streamOrProblem(db: Db, organizationId: string, id: string) {
  const stream = await findStream(db, organizationId, id)
  if (!stream) throw new Problem('not-found', `There is no stream ${id}.`)
  return stream
}

const erasureOf = (row: ErasureRow): Erasure => ({
  id: row.id,
  stream_id: row.stream_id,
  phase: row.phase,
  progress: progressOf(row),
  events: row.events,
  runs: row.runs,
  requested_at: row.requested_at.toISOString(),
  done_at: row.done_at?.toISOString() ?? null,
})
