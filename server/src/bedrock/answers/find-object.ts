import { complaintsAbout } from './complaints.ts'
import { isJsonObject, type JsonObject, type JsonSchema } from './json-schema.ts'
import { beginsObject, locateObjects, type Located } from './locate-objects.ts'
import { longestRepair, repairObject } from './repair-object.ts'

export type Found =
  | { readonly kind: 'object'; readonly value: JsonObject; readonly repaired: boolean }
  | { readonly kind: 'invalid'; readonly complaints: readonly string[] }
  | { readonly kind: 'nothing' }

/** Nobody means thousands of objects as one answer. */
const mostCandidates = 1000

/**
 * The first object in a text that satisfies the schema: as it stands, or else with its syntax
 * mended. `invalid` tells what is wrong with the first object when none does.
 */
export function findObject(
  text: string,
  schema: JsonSchema,
  { truncated }: { truncated: boolean },
): Found {
  const whole = parsed(unfenced(text))
  if (whole !== undefined && typeof whole !== 'string') return judged(whole, schema, false)
  const candidates = candidatesIn(text).filter(({ closed }) => closed || !truncated)
  const asTheyStand = firstValid(candidates.map((each) => parsed(text.slice(each.start, each.end))), schema, false) // prettier-ignore
  if (asTheyStand.kind === 'object') return asTheyStand
  const mended = firstValid(mend(text, candidates), schema, true)
  if (mended.kind === 'object' || asTheyStand.kind === 'nothing') return mended
  return asTheyStand
}

function candidatesIn(text: string): Located[] {
  const careful = locateObjects(text, { strings: true }).slice(0, mostCandidates)
  const plain = locateObjects(text, { strings: false }).slice(0, mostCandidates)
  const known = new Set(careful.map(({ start, end }) => `${start} ${end}`))
  return [...careful, ...plain.filter(({ start, end }) => !known.has(`${start} ${end}`))]
}

/** Mends what could not be read. The budget is for the whole text, so that no text takes long. */
function* mend(text: string, candidates: readonly Located[]): Generator<JsonObject | undefined> {
  let budget = longestRepair
  for (const { start, end } of candidates) {
    if (end - start > budget || !beginsObject(text, start)) continue
    const candidate = text.slice(start, end)
    if (parsed(candidate) !== undefined) continue
    budget -= candidate.length
    yield repairObject(candidate)
  }
}

function firstValid(values: Iterable<unknown>, schema: JsonSchema, repaired: boolean): Found {
  let first: Found = { kind: 'nothing' }
  for (const value of values) {
    if (value === undefined) continue
    const found = judged(value, schema, repaired)
    if (found.kind === 'object') return found
    if (first.kind === 'nothing') first = found
  }
  return first
}

function judged(value: unknown, schema: JsonSchema, repaired: boolean): Found {
  if (!isJsonObject(value)) {
    const what = Array.isArray(value) ? 'a list' : `the value ${JSON.stringify(value)}`
    return { kind: 'invalid', complaints: [`it is ${what} instead of one JSON object`] }
  }
  const complaints = complaintsAbout(value, schema)
  return complaints.length === 0
    ? { kind: 'object', value, repaired }
    : { kind: 'invalid', complaints }
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
