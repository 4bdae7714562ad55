import type { Change } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isRecord, itemsOf, numberOf, tallyOf, textOf } from '../read-value.ts'
import type { Value } from '../state.ts'
import { readOrRefuse } from './read-or-refuse.ts'
import type { Apply } from './shape.ts'

export type TallyChange = Extract<
  Change,
  { kind: 'increment_key' | 'add_tally' | 'pair' | 'remove_key' }
>

/** Changes of tallies: numbers by key. */
export function tallyChange(change: TallyChange): Apply {
  switch (change.kind) {
    case 'increment_key': {
      const keys = compileSource(change.key)
      const amount = readOrRefuse(change.by, numberOf, 'number')
      return (before, scene) => {
        const by = amount(scene)
        const named = itemsOf(keys(scene)).flatMap((raw) => textOf(raw) ?? [])
        return by === undefined ? before : grown(before, named.map((key) => [key, by])) // prettier-ignore
      }
    }
    case 'add_tally': {
      const read = readOrRefuse(
        change.of,
        (raw) => (isRecord(raw) ? tallyOf(raw) : undefined),
        'tally',
      )
      return (before, scene) => grown(before, Object.entries(read(scene) ?? {}))
    }
    case 'pair': {
      const [keys, values] = [compileSource(change.keys), compileSource(change.values)]
      return (_before, scene) => {
        const numbers = itemsOf(values(scene))
        const pairs = itemsOf(keys(scene)).map((key, index): [string, number] => [textOf(key) ?? '', numberOf(numbers[index]) ?? 0]) // prettier-ignore
        return grown(undefined, pairs)
      }
    }
    case 'remove_key': {
      const read = compileSource(change.key)
      return (before, scene) => {
        const key = textOf(read(scene))
        const { [key ?? '']: gone, ...rest } = tallyOf(before)
        return gone === undefined ? before : rest
      }
    }
  }
}

function grown(before: Value | undefined, by: readonly [string, number][]): Value | undefined {
  if (by.length === 0) return before
  const tally = { ...tallyOf(before) }
  for (const [key, amount] of by) {
    const sum = (Object.hasOwn(tally, key) ? (tally[key] ?? 0) : 0) + amount
    if (Number.isFinite(sum)) Object.defineProperty(tally, key, { value: sum, enumerable: true, writable: true, configurable: true }) // prettier-ignore
  }
  return tally
}
