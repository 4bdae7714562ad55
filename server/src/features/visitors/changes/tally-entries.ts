import type { Change } from '@outcrop/contract'
import { isRecord, itemsOf, numberOf, tallyOf, textOf } from '../read-value.ts'
import { capturedIn, entriesOf } from './entries.ts'
import { finiteOr } from './finite-or.ts'
import type { Apply } from './shape.ts'

export type TallyEntries = Extract<Change, { kind: 'tally_entries' }>

/** What the entries of a timeline captured, by key. What is too old is in it no more. */
export function tallyEntries({ of, keys, numbers, as, within }: TallyEntries): Apply {
  const entries = entriesOf(of, within)
  return (before, scene) => {
    const counted = entries(scene)
    if (!counted) return before
    const found = new Map<string, { sum: number; times: number }>()
    for (const entry of counted) {
      const read = numbers === undefined ? undefined : capturedIn(entry, numbers)
      for (const [key, number] of pairsIn(
        capturedIn(entry, keys),
        numbers === undefined ? 1 : read,
      )) {
        // prettier-ignore
        const { sum, times } = found.get(key) ?? { sum: 0, times: 0 }
        found.set(key, { sum: sum + number, times: times + 1 })
      }
    }
    const tally = [...found].flatMap(([key, { sum, times }]): [string, number][] => {
      const number = numberOf(finiteOr(as === 'sum' ? sum : sum / times, undefined, scene))
      return number === undefined ? [] : [[key, number]]
    })
    return tally.length === 0 ? undefined : Object.fromEntries(tally)
  }
}

/** A tally as it is; else each key with the number in its place of a list, or the same number for all. */
function pairsIn(keys: unknown, numbers: unknown): [string, number][] {
  if (isRecord(keys)) return Object.entries(tallyOf(keys))
  return itemsOf(keys).flatMap((raw, index): [string, number][] => {
    const key = textOf(raw)
    const number = numberOf(Array.isArray(numbers) ? numbers[index] : numbers)
    return key === undefined || number === undefined ? [] : [[key, number]]
  })
}
