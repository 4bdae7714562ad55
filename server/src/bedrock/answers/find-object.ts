import { isDeepStrictEqual } from 'node:util'
import { asHtml } from './as-html.ts'
import { isJsonObject, type JsonObject, type JsonSchema } from './json-schema.ts'
import { judge, type Judged } from './judge.ts'
import { beginsObject, locateObjects, type Located } from './locate-objects.ts'
import { longestRepair, repairObject } from './repair-object.ts'
import { withoutReasoning } from './without-reasoning.ts'

export type Found =
  | Judged
  /** Something looks like an object, and cannot be read. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'nothing' }

interface Search {
  readonly schema: JsonSchema
  readonly truncated: boolean
}

/** Nobody means thousands of objects as one answer. */
const mostCandidates = 1000

/**
 * The one object in a text that satisfies the schema: as it stands, or else with its syntax mended.
 * Two different ones that fit are not chosen between. `invalid` tells what is wrong otherwise.
 */
export function findObject(text: string, schema: JsonSchema, { truncated }: { truncated: boolean }): Found {
  const search = { schema, truncated }
  const answer = withoutReasoning(text)
  const whole = parsed(unfenced(answer))
  if (whole !== undefined && typeof whole !== 'string') return ofWhole(whole, unfenced(answer), schema)
  const found = inText(answer, search)
  if (found.kind !== 'nothing' && found.kind !== 'broken') return found
  // An object that was written as JSON text, or escaped for a web page, is still that object.
  const inside = typeof whole === 'string' ? whole : asHtml(answer)
  if (inside === undefined) return found
  const again = inText(inside, search)
  return again.kind === 'object' ? { ...again, repaired: true } : again
} // prettier-ignore

/** A list of exactly one object is that object; a longer list is never cut to its first item. */
function ofWhole(whole: unknown, text: string, schema: JsonSchema): Found {
  if (!Array.isArray(whole)) return judge({ value: whole, text, repaired: false }, schema)
  const items: unknown[] = whole
  if (items.length === 1 && isJsonObject(items[0])) return judge({ value: items[0], text, repaired: true }, schema)
  return { kind: 'invalid', complaints: [`it is a list of ${items.length} instead of one JSON object`] }
} // prettier-ignore

function inText(text: string, { schema, truncated }: Search): Found {
  const careful = locate(text, true).filter(({ closed }) => closed || !truncated)
  const asTheyStand = theOne(read(text, careful), schema)
  if (asTheyStand.kind === 'object') return asTheyStand
  const known = new Set(careful.map(({ start, end }) => `${start} ${end}`))
  const plain = locate(text, false).filter(
    ({ start, end, closed }) => !known.has(`${start} ${end}`) && (closed || !truncated),
  )
  const regardless = theOne(read(text, plain), schema)
  if (regardless.kind === 'object') return regardless
  const mended = mend(text, [...careful, ...plain], schema)
  if (mended.kind === 'object' || asTheyStand.kind === 'nothing') return mended
  return asTheyStand
}

const locate = (text: string, strings: boolean): Located[] =>
  locateObjects(text, { strings }).slice(0, mostCandidates)

interface Candidate {
  readonly value: unknown
  readonly text: string
  readonly repaired: boolean
}

function read(text: string, candidates: readonly Located[]): Candidate[] {
  return candidates.flatMap(({ start, end }) => {
    const piece = text.slice(start, end)
    const value = parsed(piece)
    return value === undefined ? [] : [{ value, text: piece, repaired: false }]
  })
}

/** What fits among candidates, when all that fit are equal; else the first thing that is wrong. */
function theOne(candidates: Iterable<Candidate>, schema: JsonSchema): Found {
  const fitting: (Judged & { kind: 'object' })[] = []
  let first: Found = { kind: 'nothing' }
  for (const candidate of candidates) {
    const judged = judge(candidate, schema)
    if (judged.kind === 'object') {
      if (!fitting.some(({ value }) => isDeepStrictEqual(value, judged.value))) fitting.push(judged)
      if (fitting.length > 1) return ambiguous
    } else if (first.kind === 'nothing') first = judged
  }
  return fitting[0] ?? first
}

const ambiguous: Found = {
  kind: 'invalid',
  complaints: ['it holds two different objects that fit, and nothing says which of them is meant'],
}

/** Mends what could not be read. The budget is for the whole text, so that no text takes long. */
function mend(text: string, candidates: readonly Located[], schema: JsonSchema): Found {
  const mended: { value: JsonObject; text: string; repaired: boolean }[] = []
  let reason: string | undefined
  let budget = longestRepair
  for (const { start, end } of candidates) {
    if (!beginsObject(text, start)) continue
    if (end - start > longestRepair) reason ??= 'it is too long to be mended'
    if (end - start > budget) continue
    const piece = text.slice(start, end)
    if (parsed(piece) !== undefined) continue
    budget -= piece.length
    const repair = repairObject(piece)
    if ('value' in repair) mended.push({ ...repair, repaired: true })
    else reason ??= repair.reason
  }
  const found = theOne(mended, schema)
  return found.kind === 'nothing' && reason !== undefined ? { kind: 'broken', reason } : found
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** The text without the code fence around all of it. */
function unfenced(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.startsWith('```') || !trimmed.endsWith('```')) return trimmed
  const firstLine = trimmed.indexOf('\n')
  return firstLine === -1 ? trimmed : trimmed.slice(firstLine + 1, -3)
}
