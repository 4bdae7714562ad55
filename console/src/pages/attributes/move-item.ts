/** The same items, one of them further up or down. */
export function moveItem<Item>(items: readonly Item[], index: number, by: number): Item[] {
  const item = items[index]
  if (item === undefined) return [...items]
  return items.toSpliced(index, 1).toSpliced(index + by, 0, item)
}
