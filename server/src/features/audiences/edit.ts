import type { AudiencePatch, NewAudience, ProfileCondition } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { transaction, type Db } from '../../db/transaction.ts'
import type { Clock } from '../../kernel/clock.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { noMore } from '../../kernel/no-more.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { attributesOf, checkAudience, knownAttributes } from '../attributes/attributes.ts'
import { lockStream } from '../streams/streams.ts'
import { beginFill } from './begin-fill.ts'
import { audiencesOf, deleteAudience, findAudience, insertAudience, updateAudience, type SizedAudienceRow } from './store.ts' // prettier-ignore

/** Each visitor is asked about all of them: a stream with as many is slow enough. */
const maxAudiences = 500

export interface AudienceEditing {
  readonly pool: Pool
  readonly now: Clock
  /** The names of the automations that start on an audience. */
  readonly automationsOnAudience: (organizationId: string, audienceId: string) => Promise<string[]>
}

/** Throws `not-found`. */
export async function audienceRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SizedAudienceRow> {
  const row = await findAudience(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no audience ${id}.`)
  return row
}

/** Throws `not-found` for an unknown stream, `invalid-input`, and `state-conflict` when the name is taken. */
export async function createAudience(
  { pool, now }: Pick<AudienceEditing, 'pool' | 'now'>,
  organizationId: string,
  given: NewAudience,
): Promise<SizedAudienceRow> {
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, given.stream_id)
    await refuseUnusable(db, given.stream_id, given.condition)
    if ((await audiencesOf(db, given.stream_id)).length >= maxAudiences)
      throw noMore('The stream', maxAudiences, 'audiences')
    const id = await insertAudience(db, organizationId, given, now())
    if (id === undefined) throw nameTaken(given.name)
    await beginFill(db, given.stream_id, id, now())
    return audienceRow(db, organizationId, id)
  })
}

/** Throws as `createAudience` does. */
export async function changeAudience(
  { pool, now }: AudienceEditing,
  organizationId: string,
  id: string,
  patch: AudiencePatch,
): Promise<SizedAudienceRow> {
  const { stream_id } = await audienceRow(pool, organizationId, id)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const current = await audienceRow(db, organizationId, id)
    const next = {
      name: patch.name ?? current.name,
      description: patch.description ?? current.description,
      condition: patch.condition ?? current.condition,
    }
    await refuseUnusable(db, stream_id, next.condition)
    const others = await audiencesOf(db, stream_id)
    if (others.some((one) => one.id !== id && one.name === next.name)) throw nameTaken(next.name)
    await updateAudience(db, organizationId, id, next, now())
    await beginFill(db, stream_id, id, now())
    return audienceRow(db, organizationId, id)
  })
}

/** Throws `not-found`, and `state-conflict` while an automation starts on it. */
export async function removeAudience(
  { pool, now, automationsOnAudience }: AudienceEditing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { name, stream_id } = await audienceRow(pool, organizationId, id)
  const users = await automationsOnAudience(organizationId, id)
  if (users.length > 0) {
    throw new Problem(
      'state-conflict',
      `The audience "${name}" is used by ${users.map((user) => `"${user}"`).join(', ')}.`,
      { remedy: 'Give them another trigger and publish, then delete this audience.' },
    )
  }
  await transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    await deleteAudience(db, organizationId, id)
    await beginFill(db, stream_id, id, now())
  })
}

async function refuseUnusable(db: Db, streamId: string, condition: ProfileCondition) {
  refuseFaulty(checkAudience(condition, knownAttributes(await attributesOf(db, streamId))))
}

const nameTaken = (name: string): Problem =>
  nameInUse(`This stream has an audience named "${name}" already.`)
