import { isJsonObject, type Json } from '../json.ts'
import { words } from './words.ts'

export type Leaf = { path: string; key: string; value: string | number | boolean }

/** What the prompt tells about its subject. */
export type PromptData = {
  leaves: readonly Leaf[]
  /** The value of a key, wherever it stands; of several the outermost, then the first. */
  find: (key: string) => Json | undefined
}

/** Enough to be plausible, and a bound on the work for huge profiles. */
const mostLeaves = 2000

/** Deeper values are left out, so that no prompt can exhaust the stack. */
const deepest = 50

/** JSON is nested; lines are taken as lying deeper than any of it. */
const lineDepth = 1000

/**
 * Gathers the values of the JSON pieces of a prompt and of its `key: value` lines. A line whose
 * key is demanded describes the answer and tells nothing.
 */
export function promptData(
  pieces: readonly Json[],
  text: string,
  isDemanded: (key: string) => boolean = () => false,
): PromptData {
  const leaves: Leaf[] = []
  const byKey = new Map<string, { value: Json; depth: number }>()
  const visit = (value: Json, path: readonly string[]): void => {
    if (leaves.length >= mostLeaves || path.length > deepest) return
    if (Array.isArray(value)) {
      for (const item of value) visit(item, path)
    } else if (isJsonObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        remember(key, child, path.length)
        visit(child, [...path, key])
      }
    } else if (value !== null) {
      leaves.push({ path: path.join(' '), key: path.at(-1) ?? '', value })
    }
  }
  const remember = (key: string, value: Json, depth: number): void => {
    const name = normal(key)
    if ((byKey.get(name)?.depth ?? Infinity) > depth) byKey.set(name, { value, depth })
  }
  for (const piece of pieces) visit(piece, [])
  for (const [key, value] of lines(text)) {
    if (byKey.has(normal(key)) || isDemanded(key)) continue
    remember(key, value, lineDepth)
    visit(value, [key])
  }
  return { leaves, find: (key) => byKey.get(normal(key))?.value }
}

const normalized = new Map<string, string>()
const mostNames = 10_000

function normal(key: string): string {
  const known = normalized.get(key)
  if (known !== undefined) return known
  const name = words(key).join('')
  if (normalized.size >= mostNames) normalized.clear()
  normalized.set(key, name)
  return name
}

/** `Total orders: 5`, one to a line. Instructions that end in a colon have no value and do not count. */
function lines(text: string): [string, string | number][] {
  const found = text.matchAll(
    /^[ \t]*(?:[-*][ \t]*)?([A-Za-z_]\w*(?: \w+){0,2})[ \t]*[:=][ \t]*([^\s{["<][^\n]{0,200})$/gm,
  )
  return [...found].map(([, key = '', value = '']) => [key, readScalar(value.trim())])
}

function readScalar(text: string): string | number {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
}
