import type { AttributePatch, NewAttribute } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { noMore } from '../../kernel/no-more.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { lockStream } from '../streams/streams.ts'
import { checkAttribute } from './checks/check-attribute.ts'
import { beginIdBackfill } from './id-backfill-store.ts'
import { knownAttributes } from './known-attributes.ts'
import { attributesOf, deleteAttribute, findAttribute, insertAttribute, updateAttribute, type AttributeRow } from './store.ts' // prettier-ignore
import { usersOfAttribute, usersOfSteps, type Asking } from './users-of-attribute.ts'

/** Attributes of visitor and visit that an organization may make in one stream. */
const maxAttributes = 500

export interface AttributeEditing {
  readonly pool: Pool
  readonly now: Clock
  /** The audiences of a stream, as what asks about its attributes. */
  readonly audiencesOf: (db: Db, streamId: string) => Promise<readonly Asking[]>
  /** The names of the automations of a stream that name an attribute. */
  readonly automationsNaming: (organizationId: string, streamId: string, attribute: string) => Promise<string[]> // prettier-ignore
}

/** Throws `not-found`. */
export async function attributeRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<AttributeRow> {
  const row = await findAttribute(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no attribute ${id}.`)
  return row
}

/** Throws `not-found` for an unknown stream, `invalid-input`, and `state-conflict` when the name is taken. */
export async function createAttribute(
  { pool, now }: Pick<AttributeEditing, 'pool' | 'now'>,
  organizationId: string,
  given: NewAttribute,
): Promise<AttributeRow> {
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, given.stream_id)
    const others = await attributesOf(db, given.stream_id)
    if (others.some(({ name }) => name === given.name)) throw nameTaken(given.name)
    refuseFaulty(checkAttribute(given, knownAttributes(others)))
    if (others.filter((one) => !one.preloaded).length >= maxAttributes)
      throw noMore('The stream', maxAttributes, 'attributes of visitors and visits')
    const row = await insertAttribute(db, organizationId, given, now())
    if (!row) throw nameTaken(given.name)
    if (given.type === 'visitor_id') await beginIdBackfill(db, row.id)
    return row
  })
}

/** Throws `not-found`, `invalid-input`, and `state-conflict` for what is preloaded or a step that is used. */
export async function changeAttribute(
  editing: AttributeEditing,
  organizationId: string,
  id: string,
  patch: AttributePatch,
): Promise<AttributeRow> {
  const { pool, now, audiencesOf } = editing
  const { stream_id } = await attributeRow(pool, organizationId, id)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const current = changeable(await attributeRow(db, organizationId, id))
    const next = changed(current, patch)
    const others = await attributesOf(db, stream_id)
    refuseFaulty(checkAttribute(next, knownAttributes(others)))
    const gone = (current.steps ?? []).filter((step) => !next.steps?.includes(step))
    refuseUsed(
      `The step "${gone.join('", "')}" of "${current.name}"`,
      usersOfSteps(next, gone, others, await audiencesOf(db, stream_id)),
    )
    const row = await updateAttribute(db, organizationId, id, next, now())
    if (!row) throw new Problem('not-found', `There is no attribute ${id} any more.`)
    return row
  })
}

/** Throws `not-found`, and `state-conflict` for what is preloaded or used. */
export async function removeAttribute(
  { pool, audiencesOf, automationsNaming }: AttributeEditing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { stream_id } = await attributeRow(pool, organizationId, id)
  await transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const { name } = changeable(await attributeRow(db, organizationId, id))
    const others = await attributesOf(db, stream_id)
    const automations = await automationsNaming(organizationId, stream_id, name)
    refuseUsed(`The attribute "${name}"`, [
      ...usersOfAttribute(name, others, await audiencesOf(db, stream_id)),
      ...automations.map((one) => `the automation "${one}"`),
    ])
    await deleteAttribute(db, organizationId, id)
  })
}

const changed = (current: AttributeRow, patch: AttributePatch): AttributeRow => ({
  ...current,
  title: patch.title ?? current.title,
  description: patch.description ?? current.description,
  steps: patch.steps ?? current.steps,
  keep_days: patch.keep_days === undefined ? current.keep_days : patch.keep_days,
  enrichments: patch.enrichments ?? current.enrichments,
})

function changeable(row: AttributeRow): AttributeRow {
  if (!row.preloaded) return row
  throw new Problem('state-conflict', `"${row.name}" comes with every stream and stays as it is.`, {
    remedy: 'Make an attribute of your own with the enrichments that you want.',
  })
}

function refuseUsed(what: string, users: readonly string[]): void {
  if (users.length === 0) return
  throw new Problem('state-conflict', `${what} is used by ${users.join(', ')}.`, {
    remedy: 'Change what uses it first.',
  })
}

const nameTaken = (name: string): Problem =>
  nameInUse(`This stream has an attribute named "${name}" already.`)
