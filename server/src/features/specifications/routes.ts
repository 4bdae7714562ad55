import { routes, verdicts, type Specification, type Verdict } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { findEvent, listEvents } from '../events/events.ts'
import { series, totals, volumeSpan } from '../volumes/volumes.ts'
import { changeSpecification, createSpecification, removeSpecification, specificationRow, type SpecificationEditing } from './edit.ts' // prettier-ignore
import { propose } from './propose.ts'
import { perVerdict, specificationOf } from './shapes.ts'
import { listSpecifications, type SpecificationRow } from './store.ts'
import { verdictSubject } from './verdict-subject.ts'

export function specificationRoutes(app: App, editing: SpecificationEditing): void {
  const { pool } = editing
  const shapesOf = async (rows: readonly SpecificationRow[]) => {
    const volumeOf = await totals(pool, rows.flatMap(subjectsOf), editing.now())
    return (row: SpecificationRow): Specification =>
      specificationOf(row, (verdict) => volumeOf(subjectOf(row, verdict)))
  }
  const shown = async (row: SpecificationRow) => (await shapesOf([row]))(row)
  mount(app, routes.listSpecifications, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    const rows = await listSpecifications(pool, caller.organizationId, page)
    return pageOf(query.limit, rows, await shapesOf(rows))
  })
  mount(app, routes.getSpecification, async ({ params, caller }) =>
    shown(await specificationRow(pool, caller.organizationId, params.id)),
  )
  mount(app, routes.createSpecification, async ({ body, caller }) =>
    shown(await createSpecification(editing, caller.organizationId, body)),
  )
  mount(app, routes.updateSpecification, async ({ params, body, caller }) =>
    shown(await changeSpecification(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteSpecification, async ({ params, caller }) => {
    await removeSpecification(editing, caller.organizationId, params.id)
    return null
  })
  mountVolume(app, editing)
  mountProposal(app, pool)
}

function mountVolume(app: App, { pool, now }: SpecificationEditing): void {
  mount(app, routes.getSpecificationVolume, async ({ params, query, caller }) => {
    const row = await specificationRow(pool, caller.organizationId, params.id)
    const span = volumeSpan(query.hours, now())
    const [valid = [], warn = [], invalid = []] = await Promise.all(
      subjectsOf(row).map((subject) => series(pool, subject, span)),
    )
    const counted = { valid, warn, invalid }
    const items = valid.map(({ at }, index) => ({
      at,
      ...perVerdict((verdict) => counted[verdict][index]?.events ?? 0),
    }))
    return { step: span.step, items }
  })
}

/** Events that are looked at for a proposal. */
const recent = 100

function mountProposal(app: App, db: Db): void {
  mount(app, routes.proposeSpecification, async ({ params, caller }) => {
    const event = await findEvent(db, caller.organizationId, params.id)
    if (!event) throw new Problem('not-found', `There is no event ${params.id}. It may be older than the retention time.`) // prettier-ignore
    const { name, stream_id } = event
    if (name === null) {
      throw new Problem('state-conflict', 'The event has no name, and a specification is about the events of one name.', { remedy: 'Send tealium_event with it, or choose an event that has one.' }) // prettier-ignore
    }
    const others = await listEvents(db, caller.organizationId, { streamId: stream_id, name, limit: recent }) // prettier-ignore
    const alike = others.filter(({ id }) => id !== event.id)
    const attributes = propose([event, ...alike].map(({ payload }) => payload))
    return { stream_id, name, description: '', attributes, allow_others: false }
  })
}

const subjectOf = ({ id, stream_id }: SpecificationRow, verdict: Verdict) => ({
  streamId: stream_id,
  subject: verdictSubject(id, verdict),
})
const subjectsOf = (row: SpecificationRow) => verdicts.map((verdict) => subjectOf(row, verdict))
