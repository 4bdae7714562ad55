import { allPages } from './all-pages.ts'

interface PageRequest {
  readonly limit: number
  readonly cursor?: string
}

/** Reads one page of a list. */
export type PageOf<Item> = (
  page: PageRequest,
) => Promise<{ items: readonly Item[]; next: string | null }>

/** The first `count` items of a list, over as many pages as that takes. */
export async function firstItems<Item>(count: number, read: PageOf<Item>): Promise<Item[]> {
  const items: Item[] = []
  const limit = Math.min(200, count)
  for await (const item of allPages((cursor) => read({ limit, ...cursor }))) {
    items.push(item)
    if (items.length === count) break
  }
  return items
}
