import type { DataSourcePatch, NewDataSource } from '@outcrop/contract'
import { randomBytes } from 'node:crypto'
import { transaction, type Db } from '../../db/transaction.ts'
import type { Pool } from '../../db/pool.ts'
import type { Clock } from '../../kernel/clock.ts'
import { nameInUse } from '../../kernel/name-in-use.ts'
import { Problem } from '../../kernel/problem.ts'
import { lockStream, refuseAsked } from '../streams/streams.ts'
import { dropVolumes } from '../volumes/volumes.ts'
import { newKey } from './new-key.ts'
import { dataSourcesOf, deleteDataSource, findDataSource, insertDataSource, updateDataSource, type DataSourceRow } from './store.ts' // prettier-ignore
import { dropUnknown } from './unknown-store.ts'

export interface DataSourceEditing {
  readonly pool: Pool
  readonly now: Clock
}

/** A stream has no more of them, so that the processor can know all. */
const mostPerStream = 500

/** Throws `not-found`. */
export async function dataSourceRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DataSourceRow> {
  const row = await findDataSource(db, organizationId, id)
  if (!row) throw new Problem('not-found', `There is no data source ${id}.`)
  return row
}

/** Throws `not-found` for an unknown stream, and `state-conflict` when name or key are taken. */
export async function createDataSource(
  { pool, now }: DataSourceEditing,
  organizationId: string,
  given: NewDataSource,
): Promise<DataSourceRow> {
  const key = given.key ?? newKey(randomBytes(32))
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, given.stream_id)
    const others = await dataSourcesOf(db, given.stream_id)
    if (others.length >= mostPerStream) throw full()
    refuseTaken(others, { name: given.name, key })
    const id = await insertDataSource(db, organizationId, { ...given, key }, now())
    await dropUnknown(db, given.stream_id, key)
    return dataSourceRow(db, organizationId, id)
  })
}

/** Throws `not-found`, and `state-conflict` when the name is taken. */
export async function changeDataSource(
  { pool, now }: DataSourceEditing,
  organizationId: string,
  id: string,
  patch: DataSourcePatch,
): Promise<DataSourceRow> {
  const { stream_id } = await dataSourceRow(pool, organizationId, id)
  return transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    const current = await dataSourceRow(db, organizationId, id)
    const next = {
      name: patch.name ?? current.name,
      description: patch.description ?? current.description,
      platform: patch.platform ?? current.platform,
    }
    const others = (await dataSourcesOf(db, stream_id)).filter((one) => one.id !== id)
    refuseTaken(others, { name: next.name })
    await updateDataSource(db, organizationId, id, next, now())
    return dataSourceRow(db, organizationId, id)
  })
}

/** Deletes a data source and how much it sent. Throws `not-found`, and `state-conflict` while a feed asks for it. */
export async function removeDataSource(
  { pool }: DataSourceEditing,
  organizationId: string,
  id: string,
): Promise<void> {
  const { stream_id } = await dataSourceRow(pool, organizationId, id)
  await transaction(pool, async (db) => {
    await lockStream(db, organizationId, stream_id)
    await refuseAsked(db, id)
    await deleteDataSource(db, organizationId, id)
    await dropVolumes(db, stream_id, [id])
  })
}

function refuseTaken(
  others: readonly DataSourceRow[],
  wanted: { readonly name: string; readonly key?: string },
): void {
  if (others.some(({ name }) => name === wanted.name)) {
    throw nameInUse(`This stream has a data source named "${wanted.name}" already.`)
  }
  const owner = others.find(({ key }) => key === wanted.key)
  if (owner) {
    throw new Problem('state-conflict', `The data source "${owner.name}" has the key "${owner.key}" already.`, { remedy: 'Leave the key out, and a new one is made; or choose another.', field: 'key' }) // prettier-ignore
  }
}

const full = () =>
  new Problem('state-conflict', `The stream has ${mostPerStream} data sources, and cannot have more.`, { remedy: 'Delete those that send nothing any more.' }) // prettier-ignore
