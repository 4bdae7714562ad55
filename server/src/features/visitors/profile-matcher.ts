import {
  operators,
  type Operator,
  type ProfileComparison,
  type ProfileCondition,
  type ProfileOperator,
} from '@outcrop/contract'
import { testOf } from '../streams/streams.ts'
import { stepsOf } from './changes/journey.ts'
import { compileSource, type Reads } from './compile-source.ts'
import { dateOf, flagOf, isRecord, numberOf } from './read-value.ts'
import { own, type Scene } from './scene.ts'
import { isTable, type Value } from './state.ts'
import { unitMs } from './unit-ms.ts'

/** A compiled condition on a visitor. */
export interface ProfileMatcher {
  readonly holds: (scene: Scene) => boolean
  /** The attributes that it asks about, as `scope.name`. */
  readonly reads: ReadonlySet<string>
  /** Whether it asks how long ago something was. */
  readonly isTimed: boolean
  /** When its answer may change by the passing of time alone, in milliseconds since 1970; null: never. */
  readonly nextFlip: (scene: Scene) => number | null
}

/** Compiles a condition once, so that an event parses nothing. Throws when it cannot. */
export function profileMatcher(condition: ProfileCondition): ProfileMatcher {
  if ('all' in condition) return joined(condition.all, (parts, scene) => parts.every(({ holds }) => holds(scene))) // prettier-ignore
  if ('any' in condition) return joined(condition.any, (parts, scene) => parts.some(({ holds }) => holds(scene))) // prettier-ignore
  const { scope, attribute } = condition
  const flip = flipOf(condition)
  return {
    holds: testing(condition),
    reads: new Set([`${scope}.${attribute}`]),
    isTimed: flip !== undefined,
    nextFlip: (scene) => flip?.(scene) ?? null,
  }
}

function joined(
  conditions: readonly ProfileCondition[],
  hold: (parts: readonly ProfileMatcher[], scene: Scene) => boolean,
): ProfileMatcher {
  const parts = conditions.map(profileMatcher)
  return {
    holds: (scene) => hold(parts, scene),
    reads: new Set(parts.flatMap(({ reads }) => [...reads])),
    isTimed: parts.some(({ isTimed }) => isTimed),
    nextFlip: (scene) => earliest(parts.map(({ nextFlip }) => nextFlip(scene))),
  }
}

export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

type Holds = (scene: Scene) => boolean

function testing(comparison: ProfileComparison): Holds {
  const { operator } = comparison
  if (!isPlain(operator)) return special[operator](comparison)
  const read = readerOf(comparison)
  const test = testOf({ ...comparison, operator })
  // Of a tally its keys are asked: `contains` means that it has one.
  return (scene) => {
    const raw = read(scene)
    return test(isRecord(raw) ? Object.keys(raw) : raw)
  }
}

const plain: ReadonlySet<string> = new Set(operators)
const isPlain = (operator: ProfileOperator): operator is Operator => plain.has(operator)

/** What can be asked of a visitor only. */
const special: Record<
  Exclude<ProfileOperator, Operator>,
  (comparison: ProfileComparison) => Holds
> = {
  is_true: (given) => saying(given, true),
  is_false: (given) => saying(given, false),
  has_changed:
    ({ scope, attribute }) =>
    (scene) =>
      scope !== 'event' && own(scene[scope], attribute) !== own(scene.before[scope], attribute),
  occurred_more_than: (given) => aged(given, (age, span) => age >= span),
  occurred_less_than: (given) => aged(given, (age, span) => age < span),
  is_completed: (given) => (scene) => isCompleted(keptIn(scene, given)),
  is_not_completed: (given) => (scene) => !isCompleted(keptIn(scene, given)),
  step_completed: (given) => (scene) => hasStep(keptIn(scene, given), given),
  step_not_completed: (given) => (scene) => !hasStep(keptIn(scene, given), given),
}

const readerOf = ({ scope, attribute, key }: ProfileComparison): Reads =>
  compileSource(key === undefined ? { scope, attribute } : { scope, attribute, key })

const keptIn = (scene: Scene, { scope, attribute }: ProfileComparison): Value | undefined =>
  scope === 'event' ? undefined : own(scene[scope], attribute)

function saying(given: ProfileComparison, wanted: boolean): Holds {
  const read = readerOf(given)
  return (scene) => flagOf(read(scene)) === wanted
}

function aged(given: ProfileComparison, test: (age: number, span: number) => boolean): Holds {
  const read = readerOf(given)
  const span = spanOf(given)
  return (scene) => {
    const date = dateOf(read(scene))
    return date !== undefined && test(scene.at - date, span)
  }
}

const hasStep = (funnel: Value | undefined, { value }: ProfileComparison): boolean =>
  own(stepsOf(funnel), String(value)) !== undefined

const isCompleted = (funnel: Value | undefined): boolean =>
  isTable(funnel) && funnel['completed'] === true

const spanOf = ({ value, unit }: ProfileComparison): number =>
  (numberOf(value) ?? 0) * unitMs[unit ?? 'days']

/** A date that lies less than so long ago now will lie longer ago one day, and never the other way. */
function flipOf(comparison: ProfileComparison): ((scene: Scene) => number | null) | undefined {
  const { operator, scope, attribute } = comparison
  if (operator !== 'occurred_less_than' && operator !== 'occurred_more_than') return undefined
  const read = compileSource({ scope, attribute })
  const span = spanOf(comparison)
  return (scene) => {
    const date = dateOf(read(scene))
    return date === undefined || date + span <= scene.at ? null : date + span
  }
}
