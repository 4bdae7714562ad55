interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Every item of a list, page by page, newest first. `read` gets the cursor of each page. */
export async function* allPages<Item>(
  read: (cursor: { cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let page = await read({})
  yield* page.items
  while (page.next !== null) {
    page = await read({ cursor: page.next })
    yield* page.items
  }
}
