import type { Change, Source } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { dateOf, isRecord, itemsOf, numberOf } from '../read-value.ts'
import { own, type Scene } from '../scene.ts'
import { unitMs } from '../unit-ms.ts'
import { aggregateChange } from './aggregate.ts'
import { entriesOf } from './entries.ts'
import { finiteOr } from './finite-or.ts'
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
      return becomes(countOf(change))
    case 'aggregate':
      return aggregateChange(change)
    case 'time_between': {
      const [from, to] = [dateFrom(change.from), dateFrom(change.to)]
      const unit = unitMs[change.unit]
      return becomes((scene) => {
        const [start, end] = [from(scene), to(scene)]
        return start === undefined || end === undefined ? undefined : (end - start) / unit
      })
    }
    case 'change_in':
      return becomes(growthOf(change))
  }
}

const numberFrom = (source: Source): ReadNumber => readOrRefuse(source, numberOf, 'number')
const dateFrom = (source: Source): ReadNumber => readOrRefuse(source, dateOf, 'date')

const becomes =
  (compute: ReadNumber): Apply =>
  (before, scene) =>
    finiteOr(compute(scene), before, scene)

/** What is not there yet counts as 0. */
const add =
  (by: ReadNumber, sign: 1 | -1): Apply =>
  (before, scene) => {
    const amount = by(scene)
    if (amount === undefined) return before
    return finiteOr((numberOf(before) ?? 0) + sign * amount, before, scene)
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

function countOf({ of, within }: Extract<NumberChange, { kind: 'count' }>): ReadNumber {
  if (within) {
    const entries = entriesOf(of, within)
    return (scene) => entries(scene)?.length ?? 0
  }
  const read = compileSource(of)
  return (scene) => {
    const raw = read(scene)
    return isRecord(raw) ? Object.keys(raw).length : itemsOf(raw).length
  }
}

/** By how much a value of the visitor or the visit is more than it was before this event. */
function growthOf({ of, unit }: Extract<NumberChange, { kind: 'change_in' }>): ReadNumber {
  if (!('scope' in of) || of.scope === 'event') return () => undefined
  const { scope, attribute } = of
  const one = unit === undefined ? 1 : unitMs[unit]
  return (scene) => {
    const after = numberOf(own(scene[scope], attribute))
    const before = numberOf(own(scene.before[scope], attribute))
    return after === undefined || before === undefined ? undefined : (after - before) / one
  }
}
