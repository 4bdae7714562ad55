import type { Db } from '../../db/transaction.ts'
import { namesAttribute } from './names-attribute.ts'
import { definitionsWith } from './store.ts'

/** The names of the automations of a stream that map an attribute of visitor or visit, or name it in a template. */
export async function automationsNaming(
  db: Db,
  organizationId: string,
  streamId: string,
  attribute: string,
): Promise<string[]> {
  const all = await definitionsWith(db, organizationId, streamId, attribute)
  const naming = all.filter(({ definition }) => namesAttribute(definition, attribute))
  return [...new Set(naming.map(({ name }) => name))]
}
