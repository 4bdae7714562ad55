import { z } from 'zod'

/** Query parameters that every list understands. `cursor` is the `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Items of a page at most'),
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('`next` of the page before; the first page when left out'),
})

/** One page of a list, newest first. `next` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).describe('Newest first, unless the summary says otherwise'),
    next: z.string().nullable().describe('`cursor` of the next page; null on the last one'),
  })
}

/** ISO-8601 in UTC, with milliseconds. */
export const time = z.iso
  .datetime()
  .meta({ examples: ['2026-11-01T12:00:00.000Z'] })
  .describe('ISO-8601 in UTC, with milliseconds')
