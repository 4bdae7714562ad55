import type { Change, Source } from '@outcrop/contract'
import { compileSource, type Reads } from '../compile-source.ts'
import { dateOf, isRecord, itemsOf, numberOf } from '../read-value.ts'
import { own, type Scene } from '../scene.ts'
import { unitMs } from '../unit-ms.ts'
import { readOrRefuse } from './read-or-refuse.ts'
import type { Apply } from './shape.ts'

export type NumberChange = Extract<
  Change,
  {
    kind:
      'increment' | 'decrement' | 'calculate' | 'count' | 'aggregate' | 'time_between' | 'change_in'
  }
>

type ReadNumber = (scene: Scene) => number | undefined

/** Changes that compute a number. Where a part is missing, nothing changes. */
export function numberChange(change: NumberChange): Apply {
  switch (change.kind) {
    case 'increment':
      return add(numberFrom(change.by), 1)
    case 'decrement':
      return add(numberFrom(change.by), -1)
    case 'calculate':
      return becomes(calculated(change.of.map(numberFrom), operations[change.operation]))
    case 'count':
      return becomes(countOf(compileSource(change.of)))
    case 'aggregate':
      return becomes(aggregated(compileSource(change.of), change.attribute, aggregates[change.as]))
    case 'time_between': {
      const [from, to] = [dateFrom(change.from), dateFrom(change.to)]
      const unit = unitMs[change.unit]
      return becomes((scene) => {
        const [start, end] = [from(scene), to(scene)]
        return start === undefined || end === undefined ? undefined : (end - start) / unit
      })
    }
    case 'change_in':
      return becomes(growthOf(change.of))
  }
}

const numberFrom = (source: Source): ReadNumber => readOrRefuse(source, numberOf, 'number')
const dateFrom = (source: Source): ReadNumber => readOrRefuse(source, dateOf, 'date')

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined

const becomes =
  (compute: ReadNumber): Apply =>
  (before, scene) =>
    finite(compute(scene)) ?? before

/** What is not there yet counts as 0. */
const add =
  (by: ReadNumber, sign: 1 | -1): Apply =>
  (before, scene) => {
    const amount = by(scene)
    if (amount === undefined) return before
    return finite((numberOf(before) ?? 0) + sign * amount) ?? before
  }

type Operation = (left: number, right: number) => number

const operations: Record<'sum' | 'difference' | 'product' | 'ratio', Operation> = {
  sum: (left, right) => left + right,
  difference: (left, right) => left - right,
  product: (left, right) => left * right,
  ratio: (left, right) => left / right,
}

const calculated =
  (parts: readonly ReadNumber[], operation: Operation): ReadNumber =>
  (scene) => {
    const numbers = parts.map((part) => part(scene))
    return numbers.reduce((left, right) => (left === undefined || right === undefined ? undefined : operation(left, right))) // prettier-ignore
  }

const countOf =
  (read: Reads): ReadNumber =>
  (scene) => {
    const raw = read(scene)
    return isRecord(raw) ? Object.keys(raw).length : itemsOf(raw).length
  }

const aggregates: Record<'sum' | 'average' | 'minimum' | 'maximum', (numbers: readonly number[]) => number> = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  average: (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  minimum: (numbers) => numbers.reduce((least, number) => Math.min(least, number)),
  maximum: (numbers) => numbers.reduce((most, number) => Math.max(most, number)),
} // prettier-ignore

/** Of a list its numbers, of a tally those of its keys, of a timeline those that one attribute had. */
function aggregated(
  read: Reads,
  attribute: string | undefined,
  aggregate: (numbers: readonly number[]) => number,
): ReadNumber {
  const pick = (item: unknown) => {
    if (attribute === undefined || !isRecord(item)) return item
    const snapshot = item['snapshot']
    return isRecord(snapshot) && Object.hasOwn(snapshot, attribute)
      ? snapshot[attribute]
      : undefined
  }
  return (scene) => {
    const raw = read(scene)
    const items = isRecord(raw) ? Object.values(raw) : itemsOf(raw)
    const numbers = items.flatMap((item) => numberOf(pick(item)) ?? [])
    return numbers.length === 0 ? undefined : aggregate(numbers)
  }
}

/** By how much a value of the visitor or the visit is more than it was before this event. */
function growthOf(source: Source): ReadNumber {
  if (!('scope' in source) || source.scope === 'event') return () => undefined
  const { scope, attribute } = source
  return (scene) => {
    const after = numberOf(own(scene[scope], attribute))
    const before = numberOf(own(scene.before[scope], attribute))
    return after === undefined || before === undefined ? undefined : after - before
  }
}
