import type { AccessKey, ConnectionTest } from '@outcrop/contract'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { providerRow, type Editing } from './edit.ts'
import { deleteSpare, insertSpare, recordSpareTest, swapKeys } from './key-store.ts'
import { inSameAccount } from './same-account.ts'
import { sealKey, spareConnectionOf } from './sealed-row.ts'
import type { ProviderRow } from './store.ts'

/** Enters a second access key; calls go on with the first. Throws `not-found` and `state-conflict`. */
export async function addKey(
  { db, seal, now }: Editing,
  organizationId: string,
  id: string,
  given: AccessKey,
): Promise<ProviderRow> {
  const { name, credentials, spare_key } = await providerRow({ db }, organizationId, id)
  const { access_key_id: used } = credentials
  if (used === undefined) {
    throw conflict(
      `The provider "${name}" has no access key that a second one could replace.`,
      'Only providers with an access key of their own, or that assume a role with one, have keys to change.',
    )
  }
  if (used === given.access_key_id || spare_key?.access_key_id === given.access_key_id) {
    throw conflict(
      `The provider "${name}" has the access key ${given.access_key_id} already.`,
      'Make a second access key for the same user in IAM and enter that one.',
    )
  }
  const row = await insertSpare(db, organizationId, id, sealKey(seal, id, given), now())
  if (row) return row
  throw conflict(
    `The provider "${name}" has two access keys already.`,
    'Remove the one that is not in use, then enter the new one.',
  )
}

/** Tests a provider with its second key and records what came of it. Throws as `useKey`. */
export async function testKey(
  { db, seal, bedrock, uses }: Editing,
  organizationId: string,
  id: string,
  key: string,
): Promise<ConnectionTest> {
  const row = await spareRow({ db }, organizationId, id, key)
  const used = (await uses(organizationId)).get(id) ?? []
  // An id of its own: nothing may be remembered from the key in use, nor from one before.
  const connection = { ...spareConnectionOf(seal, row), providerId: newId('provider') }
  const tested = await bedrock.testConnection(connection, used)
  const test = inSameAccount(tested, connection.account ?? null)
  await recordSpareTest(db, organizationId, row, test)
  return test
}

/** Uses the second key from now on. Throws `not-found`, and `state-conflict` unless it passed its test. */
export async function useKey(
  { db, now }: Editing,
  organizationId: string,
  id: string,
  key: string,
): Promise<ProviderRow> {
  const { spare_test } = await spareRow({ db }, organizationId, id, key)
  const row = await swapKeys(db, organizationId, id, key, now())
  if (row) return row
  throw conflict(
    spare_test === null
      ? `The access key ${key} has not been tested.`
      : `The access key ${key} has not passed its last test.`,
    'Test it. When the test passes, use it.',
  )
}

/** Forgets the second key; in IAM it stays what it is. Throws `not-found` and `state-conflict`. */
export async function removeKey(
  { db }: Pick<Editing, 'db'>,
  organizationId: string,
  id: string,
  key: string,
): Promise<ProviderRow> {
  await spareRow({ db }, organizationId, id, key)
  const row = await deleteSpare(db, organizationId, id, key)
  if (!row) throw noKey(key)
  return row
}

async function spareRow(
  { db }: Pick<Editing, 'db'>,
  organizationId: string,
  id: string,
  key: string,
): Promise<ProviderRow> {
  const row = await providerRow({ db }, organizationId, id)
  if (row.spare_key?.access_key_id === key) return row
  if (row.credentials.access_key_id !== key) throw noKey(key)
  throw conflict(
    `The access key ${key} is in use.`,
    'Enter a second key, test it and use it; then this one can be removed.',
  )
}

const noKey = (key: string) => new Problem('not-found', `The provider has no access key ${key}.`)

const conflict = (detail: string, remedy: string) =>
  new Problem('state-conflict', detail, { remedy })
