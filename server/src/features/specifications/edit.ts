import { verdicts, type NewSpecification, type SpecificationPatch, type SpecifiedAttribute } from '@outcrop/contract' // prettier-ignore
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { lockStream, refuseAsked } from '../streams/streams.ts'
import { dropVolumes } from '../volumes/volumes.ts'
import { countSpecifications, deleteSpecification, findSpecification, insertSpecification, updateSpecification, type SpecificationRow } from './store.ts' // prettier-ignore
import { verdictSubject } from './verdict-subject.ts'

export interface SpecificationEditing {
  readonly pool: Pool
  readonly now: Clock
}

/** A stream has no more of them, so that the processor can know all. */
const mostPerStream = 500

/** Throws `not-found`. */
export async function specificationRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SpecificationRow> {
  const row = await findSpecification(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no specification ${id}.`)
  return row
}

/** Throws `not-found` for an unknown stream, `invalid-input`, and `state-conflict` when the event has one. */
export async function createSpecification(
  { pool, now }: SpecificationEditing,
  organizationId: string,
  given: NewSpecification,
): Promise<SpecificationRow> {
  refuseTwice(given.attributes)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, given.stream_id)
    if ((await countSpecifications(db, given.stream_id)) >= mostPerStream) throw full()
    const id = await insertSpecification(db, organizationId, given, now())
    if (id === undefined) throw taken(given.name)
    return specificationRow(db, organizationId, id)
  })
}

/** Throws `not-found` and `invalid-input`. */
export async function changeSpecification(
  { pool, now }: SpecificationEditing,
  organizationId: string,
  id: string,
  patch: SpecificationPatch,
): Promise<SpecificationRow> {
  const { stream_id } = await specificationRow(pool, organizationId, id)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const current = await specificationRow(db, organizationId, id)
    const next = {
      description: patch.description ?? current.description,
      attributes: patch.attributes ?? current.attributes,
      allow_others: patch.allow_others ?? current.allow_others,
    }
    refuseTwice(next.attributes)
    await updateSpecification(db, organizationId, id, next, now())
    return specificationRow(db, organizationId, id)
  })
}

/** Deletes a specification and how events were judged by it. Throws `not-found`, and `state-conflict` while a feed asks for it. */
export async function removeSpecification(
  { pool }: SpecificationEditing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { stream_id } = await specificationRow(pool, organizationId, id)
  await transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    await refuseAsked(db, id)
    await deleteSpecification(db, organizationId, id)
    await dropVolumes(db, stream_id, verdicts.map((verdict) => verdictSubject(id, verdict))) // prettier-ignore
  })
}

function refuseTwice(attributes: readonly SpecifiedAttribute[]): void {
  const seen = new Set<string>()
  const findings = attributes.flatMap(({ name }, index) => {
    const twice = seen.has(name)
    seen.add(name)
    return twice
      ? [{ path: `attributes.${index}.name`, message: `"${name}" is listed twice.` }]
      : []
  })
  refuseFaulty(findings)
}

const taken = (name: string) =>
  new Problem('state-conflict', `This stream has a specification of "${name}" already.`, { remedy: 'Change that one.', field: 'name' }) // prettier-ignore

const full = () =>
  new Problem('state-conflict', `The stream has ${mostPerStream} specifications, and cannot have more.`, { remedy: 'Delete those of events that come no more.' }) // prettier-ignore
