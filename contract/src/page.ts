import { z } from 'zod'

/** Query parameters that every list understands. `cursor` is the `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

/** One page of a list, newest first. `next` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** ISO-8601 in UTC, with milliseconds. */
export const time = z.iso.datetime()
