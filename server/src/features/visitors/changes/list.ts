import type { Change, Source } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isMissing, itemReaders, itemsOf, type Reader } from '../read-value.ts'
import type { Scene } from '../scene.ts'
import { isList, type Value } from '../state.ts'
import type { Apply, Shape } from './shape.ts'
import { tallyFrom } from './tally-from.ts'

export type ListChange = Extract<
  Change,
  { kind: 'add' | 'remove' | 'without' | 'top_keys' | 'keys_above' }
>

/** Changes of lists and sets. */
export function listChange(change: ListChange, { type }: Shape): Apply {
  const item = itemReaders[type]
  if (!item) throw new Error(`A ${type} has no items.`)
  const isSet = type === 'set'
  switch (change.kind) {
    case 'add': {
      const items = itemsFrom(change.value, item)
      return (before, scene) => added(before, items(scene), isSet)
    }
    case 'remove': {
      const items = itemsFrom(change.value, item)
      return (before, scene) => removed(before, items(scene), change.which)
    }
    case 'without': {
      const read = compileSource(change.of)
      const [all, others] = [itemsFrom(change.of, item), itemsFrom(change.items, item)]
      return (before, scene) => {
        if (isMissing(read(scene))) return before
        const left = new Set(others(scene))
        const kept = all(scene).filter((one) => !left.has(one))
        return isSet ? [...new Set(kept)] : kept
      }
    }
    case 'top_keys': {
      const keys = keysFrom(change.of)
      return (before, scene) => keys(scene)?.slice(0, change.count) ?? before
    }
    case 'keys_above': {
      const keys = keysFrom(change.of, change.above)
      return (before, scene) => keys(scene) ?? before
    }
  }
}

/** The items that a source gives; those of another type are refused. */
function itemsFrom(source: Source, item: Reader): (scene: Scene) => Value[] {
  const read = compileSource(source)
  return (scene) =>
    itemsOf(read(scene)).flatMap((raw) => {
      const value = item(raw)
      if (value === undefined) scene.refuse(`${JSON.stringify(raw)} cannot be an item of it.`)
      return value ?? []
    })
}

const listOf = (value: Value | undefined): readonly Value[] => (isList(value) ? value : [])

function added(before: Value | undefined, items: readonly Value[], isSet: boolean) {
  const list = listOf(before)
  const fresh = isSet ? [...new Set(items)].filter((one) => !list.includes(one)) : items
  return fresh.length === 0 ? before : [...list, ...fresh]
}

function removed(
  before: Value | undefined,
  items: readonly Value[],
  which: 'first' | 'last' | 'all',
): Value | undefined {
  const list = listOf(before)
  if (which === 'all') {
    const left = list.filter((one) => !items.includes(one))
    return left.length === list.length ? before : left
  }
  const gone = new Set(items.map((one) => (which === 'first' ? list.indexOf(one) : list.lastIndexOf(one)))) // prettier-ignore
  const left = list.filter((_, index) => !gone.has(index))
  return left.length === list.length ? before : left
}

/** Keys of a tally, those with the highest numbers first; undefined where there is no tally. */
function keysFrom(
  source: Source,
  above = Number.NEGATIVE_INFINITY,
): (scene: Scene) => string[] | undefined {
  const tally = tallyFrom(source)
  return (scene) => {
    const found = tally(scene)
    if (found === undefined) return undefined
    return Object.entries(found)
      .filter(([, number]) => number > above)
      .toSorted(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
      .map(([key]) => key)
  }
}
