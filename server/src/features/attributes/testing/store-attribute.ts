import { newAttribute } from '@outcrop/contract'
import type { z } from 'zod'
import type { Db } from '../../../db/db.ts'
import { insertAttribute } from '../store.ts'

/** Stores an attribute as the API would, unchecked. */
export async function storeAttribute(
  db: Db,
  organizationId: string,
  given: z.input<typeof newAttribute>,
): Promise<void> {
  await insertAttribute(db, organizationId, newAttribute.parse(given), new Date())
}
