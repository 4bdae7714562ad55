import type { Change } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isMissing, itemsOf, numberOf, tallyOf, textOf } from '../read-value.ts'
import type { Scene } from '../scene.ts'
import type { Value } from '../state.ts'
import { readOrRefuse } from './read-or-refuse.ts'
import type { Apply } from './shape.ts'
import { tallyFrom } from './tally-from.ts'
import { tallyEntries } from './tally-entries.ts'

export type TallyChange = Extract<
  Change,
  { kind: 'increment_key' | 'add_tally' | 'pair' | 'tally_entries' | 'remove_key' }
>

/** Changes of tallies: numbers by key. */
export function tallyChange(change: TallyChange): Apply {
  switch (change.kind) {
    case 'increment_key': {
      const keys = compileSource(change.key)
      const amount = readOrRefuse(change.by, numberOf, 'number')
      return (before, scene) => {
        const by = amount(scene)
        const named = keysIn(keys(scene), scene)
        return by === undefined ? before : grown(before, named.map((key) => [key, by]), scene) // prettier-ignore
      }
    }
    case 'add_tally': {
      const read = tallyFrom(change.of)
      return (before, scene) => grown(before, Object.entries(read(scene) ?? {}), scene)
    }
    case 'pair': {
      const [keys, values] = [compileSource(change.keys), compileSource(change.values)]
      return (before, scene) => {
        const named = keys(scene)
        if (isMissing(named)) return before
        const numbers = itemsOf(values(scene))
        const pairs = itemsOf(named).flatMap((raw, index) =>
          keysIn([raw], scene).flatMap((key) => numbered(key, numbers[index], scene)),
        )
        return grown({}, pairs, scene)
      }
    }
    case 'tally_entries':
      return tallyEntries(change)
    case 'remove_key': {
      const read = compileSource(change.key)
      return (before, scene) => {
        const key = textOf(read(scene))
        const tally = tallyOf(before)
        if (key === undefined || !Object.hasOwn(tally, key)) return before
        return Object.fromEntries(Object.entries(tally).filter(([one]) => one !== key))
      }
    }
  }
}

/** The keys that a text or a list of texts names. */
function keysIn(raw: unknown, scene: Scene): string[] {
  return itemsOf(raw).flatMap((item) => {
    const key = textOf(item)
    if (key === undefined) scene.refuse(`${JSON.stringify(item)} cannot be a key of it.`)
    return key ?? []
  })
}

/** A key with its number, which counts as 0 when there is none: nothing in its place, or null. */
function numbered(key: string, raw: unknown, scene: Scene): [string, number][] {
  const number = raw === undefined || raw === null ? 0 : numberOf(raw)
  if (number === undefined) scene.refuse(`${JSON.stringify(raw)} is no number for the key "${key}".`) // prettier-ignore
  return number === undefined ? [] : [[key, number]]
}

function grown(
  before: Value | undefined,
  by: readonly [string, number][],
  scene: Scene,
): Value | undefined {
  if (by.length === 0) return before
  const tally = { ...tallyOf(before) }
  for (const [key, amount] of by) {
    const sum = (Object.hasOwn(tally, key) ? (tally[key] ?? 0) : 0) + amount
    if (Number.isFinite(sum))
      Object.defineProperty(tally, key, { value: sum, enumerable: true, writable: true, configurable: true }) // prettier-ignore
    else scene.refuse(`The number of the key "${key}" would be beyond what a number holds.`)
  }
  return tally
}
