import { newSpecification } from '@outcrop/contract'
import type { z } from 'zod'
import type { Db } from '../../../db/db.ts'
import { insertSpecification } from '../store.ts'

/** Stores a specification as the API would, unchecked; resolves with its id. */
export async function storeSpecification(
  db: Db,
  organizationId: string,
  given: z.input<typeof newSpecification>,
): Promise<string> {
  const id = await insertSpecification(db, organizationId, newSpecification.parse(given), new Date()) // prettier-ignore
  return id ?? ''
}
