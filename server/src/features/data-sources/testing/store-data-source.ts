import { newDataSource } from '@outcrop/contract'
import type { z } from 'zod'
import type { Db } from '../../../db/db.ts'
import { insertDataSource } from '../store.ts'

/** Stores a data source as the API would, unchecked; resolves with its id. */
export function storeDataSource(
  db: Db,
  organizationId: string,
  given: z.input<typeof newDataSource> & { readonly key: string },
): Promise<string> {
  return insertDataSource(db, organizationId, { ...newDataSource.parse(given), key: given.key }, new Date()) // prettier-ignore
}
