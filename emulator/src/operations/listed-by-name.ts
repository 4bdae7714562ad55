import { z } from 'zod'
import { createdAt } from '../created-at.ts'
import type { Call } from './operation.ts'
import { page, pageQuery } from './page.ts'

/** What lists of models of an account can be asked, whatever they hold. */
export const namedQuery = {
  ...pageQuery,
  nameContains: z.string().optional(),
  sortBy: z.enum(['CreationTime']).optional(),
  sortOrder: z.enum(['Ascending', 'Descending']).optional(),
}

type Filter = Parameters<typeof page>[1] & {
  nameContains?: string | undefined
  after?: Date | undefined
  before?: Date | undefined
}

/** One page of what the account has in the region of the call. */
export function listedByName<Item extends { name: string; region: string }>(
  all: readonly Item[],
  { region }: Pick<Call, 'region'>,
  filter: Filter,
): { items: Item[]; nextToken?: string } {
  const created = new Date(createdAt)
  const isInTime = created >= (filter.after ?? created) && created <= (filter.before ?? created)
  const found = all.filter(
    (item) => isInTime && item.region === region && item.name.includes(filter.nameContains ?? ''),
  )
  return page(found, filter)
}
