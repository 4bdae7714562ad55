import { newAudience } from '@outcrop/contract'
import type { z } from 'zod'
import type { Db } from '../../../db/db.ts'
import { insertAudience } from '../store.ts'

/** Stores an audience as the API would, unchecked; resolves with its id. */
export async function storeAudience(
  db: Db,
  organizationId: string,
  given: z.input<typeof newAudience>,
): Promise<string> {
  const id = await insertAudience(db, organizationId, newAudience.parse(given), new Date())
  return id ?? ''
}
