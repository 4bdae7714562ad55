interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Every item of a list that answers in pages, for choices that need all of them. */
export async function wholeList<Item>(
  ask: (cursor: string | undefined) => Promise<ListPage<Item>>,
): Promise<{ items: Item[] }> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return { items }
}
