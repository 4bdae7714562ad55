/** What JSON can carry, as objects are written here. */
export type Tree = string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree }

/**
 * Writes a tree as YAML. Texts stand in double quotes as JSON writes them, which YAML reads alike,
 * so that no text turns into a date, a number or a tag.
 */
export function yaml(tree: Tree, indent = ''): string {
  if (typeof tree !== 'object') return `${indent}${JSON.stringify(tree)}\n`
  if (isList(tree)) return tree.map((item) => entry(`${indent}-`, item, indent)).join('')
  return Object.entries(tree)
    .map(([key, value]) => entry(`${indent}${keyText(key)}:`, value, indent))
    .join('')
}

function entry(head: string, value: Tree, indent: string): string {
  if (typeof value !== 'object') return `${head} ${JSON.stringify(value)}\n`
  if (Object.keys(value).length === 0) return `${head} ${JSON.stringify(value)}\n`
  return `${head}\n${yaml(value, `${indent}  `)}`
}

const keyText = (key: string): string => (/^[A-Za-z]\w*$/.test(key) ? key : JSON.stringify(key))

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree)
}
