import type { Change } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { isRecord, itemsOf, numberOf } from '../read-value.ts'
import { capturedIn, entriesOf } from './entries.ts'
import { finiteOr } from './finite-or.ts'
import type { Apply } from './shape.ts'

export type AggregateChange = Extract<Change, { kind: 'aggregate' }>

type Numbers = readonly number[]

const aggregates: Record<AggregateChange['as'], (numbers: Numbers) => number> = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  average: (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  minimum: (numbers) => numbers.reduce((least, number) => Math.min(least, number)),
  maximum: (numbers) => numbers.reduce((most, number) => Math.max(most, number)),
}

/** Of a list its numbers, of a tally those of its keys, of a timeline those that one attribute had. */
export function aggregateChange(change: AggregateChange): Apply {
  if (change.within) return rolling(change)
  const { of, attribute } = change
  const aggregate = aggregates[change.as]
  const read = compileSource(of)
  return (before, scene) => {
    const raw = read(scene)
    const numbers = numbersIn(isRecord(raw) ? Object.values(raw) : itemsOf(raw), attribute)
    return numbers.length === 0 ? before : finiteOr(aggregate(numbers), before, scene)
  }
}

/** What is too old counts no more: of nothing the sum is 0, and there is no average, least or most. */
function rolling({ of, as, attribute, within }: AggregateChange): Apply {
  const entries = entriesOf(of, within)
  return (before, scene) => {
    const counted = entries(scene)
    if (!counted) return before
    const numbers = numbersIn(counted, attribute)
    if (numbers.length > 0) return finiteOr(aggregates[as](numbers), before, scene)
    return as === 'sum' ? 0 : undefined
  }
}

const numbersIn = (items: readonly unknown[], attribute: string | undefined): Numbers =>
  items.flatMap((item) => numberOf(attribute === undefined ? item : capturedIn(item, attribute)) ?? []) // prettier-ignore
