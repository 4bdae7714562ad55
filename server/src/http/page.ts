/** A page from one row more than was asked for; the spare row only tells that there is a next page. */
export function pageOf<Row extends { readonly id: string }, Item>(
  limit: number,
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(itemOf),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
