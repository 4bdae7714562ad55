const split = new Map<string, readonly string[]>()
const longestKept = 64
const mostKept = 10_000

/** The lower-case words of a name in any style: `lastProductViewed`, `last_product-viewed`. */
export function words(name: string): readonly string[] {
  const known = split.get(name)
  if (known) return known
  const found = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  // Large data repeats few names.
  if (name.length <= longestKept) {
    if (split.size >= mostKept) split.clear()
    split.set(name, found)
  }
  return found
}
