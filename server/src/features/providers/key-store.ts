import type { ConnectionTest } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { providerColumns, type ProviderRow, type SpareKey } from './store.ts'

export interface SealedSpare {
  readonly key: SpareKey
  readonly sealed: string
}

/** Undefined when the provider has no access key, or two. */
export async function insertSpare(
  db: Db,
  organizationId: string,
  id: string,
  { key, sealed }: SealedSpare,
  at: Date,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `update providers set spare_key = $3, spare_sealed = $4, spare_entered_at = $5, spare_test = null
     where organization_id = $1 and id = $2 and spare_key is null and key_entered_at is not null
     returning ${providerColumns}`,
    [organizationId, id, JSON.stringify(key), sealed, at],
  )
  return rows[0]
}

/** Records a test of the second key, unless the provider has been changed since. */
export async function recordSpareTest(
  db: Db,
  organizationId: string,
  { id, revision, spare_sealed }: Pick<ProviderRow, 'id' | 'revision' | 'spare_sealed'>,
  test: ConnectionTest,
): Promise<void> {
  await db.query(
    `update providers set spare_test = $5
     where organization_id = $1 and id = $2 and revision = $3 and spare_sealed = $4`,
    [organizationId, id, revision, spare_sealed, JSON.stringify(test)],
  )
}

/**
 * Lets the keys change places, in one statement: every call is made with one or the other. Undefined
 * when the second key is another one, or has not passed its test.
 */
export async function swapKeys(
  db: Db,
  organizationId: string,
  id: string,
  key: string,
  at: Date,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `update providers set
       credentials = (credentials::jsonb || spare_key::jsonb)::json,
       sealed_secrets = spare_sealed, key_entered_at = spare_entered_at, last_test = spare_test,
       spare_key = json_build_object('access_key_id', credentials -> 'access_key_id',
         'has_session_token', credentials -> 'has_session_token'),
       spare_sealed = sealed_secrets, spare_entered_at = key_entered_at, spare_test = last_test,
       state = 'ready', pause = null, revision = revision + 1, updated_at = $4
     where organization_id = $1 and id = $2 and spare_key ->> 'access_key_id' = $3
       and (spare_test ->> 'ok')::boolean
     returning ${providerColumns}`,
    [organizationId, id, key, at],
  )
  return rows[0]
}

/** Undefined when the second key is another one, or there is none. */
export async function deleteSpare(
  db: Db,
  organizationId: string,
  id: string,
  key: string,
): Promise<ProviderRow | undefined> {
  const { rows } = await db.query<ProviderRow>(
    `update providers set spare_key = null, spare_sealed = null, spare_entered_at = null, spare_test = null
     where organization_id = $1 and id = $2 and spare_key ->> 'access_key_id' = $3 returning ${providerColumns}`,
    [organizationId, id, key],
  )
  return rows[0]
}
