import type { Capture, Change } from '@outcrop/contract'
import { attributeOf } from '../../../kernel/attribute.ts'
import { fit } from '../fit.ts'
import { isRecord, numberOf, readers, tallyOf, textOf } from '../read-value.ts'
import { own, type Scene } from '../scene.ts'
import { isList, isTable, type Value, type Values } from '../state.ts'
import type { Apply, Shape } from './shape.ts'

export type JourneyChange = Extract<Change, { kind: 'record_step' | 'record' }>

/** Entries that a timeline keeps; the oldest give way. */
export const maxEntries = 100

/** Changes of funnels and timelines: when something happened, and what was captured with it. */
export function journeyChange(change: JourneyChange, shape: Shape): Apply {
  switch (change.kind) {
    case 'record_step':
      return recordStep(change.step, change.capture, shape.steps)
    case 'record':
      return recordEntry(change.capture, shape.keepMs)
  }
}

/** A step counts once, and only after the one before it; the first one may come at any time. */
function recordStep(step: string, names: readonly Capture[], steps: readonly string[]): Apply {
  const captured = captures(names)
  const previous = steps[steps.indexOf(step) - 1]
  return (before, scene) => {
    const done = stepsOf(before)
    const tooEarly = previous !== undefined && own(done, previous) === undefined
    if (own(done, step) !== undefined || tooEarly) return before
    const next = { ...done, [step]: { at: scene.at, snapshot: captured(scene) } }
    return { completed: steps.every((one) => own(next, one) !== undefined), steps: next }
  }
}

/** The steps of a funnel that were done. */
export function stepsOf(funnel: Value | undefined): Values {
  const steps = isTable(funnel) ? funnel['steps'] : undefined
  return isTable(steps) ? steps : {}
}

function recordEntry(names: readonly Capture[], keepMs: number | null): Apply {
  const captured = captures(names)
  return (before, scene) => {
    const entries = recent(isList(before) ? before : [], keepMs, scene.at)
    if (entries.length >= maxEntries) scene.refuse(`It keeps the newest ${maxEntries} entries.`)
    return [...entries, { at: scene.at, snapshot: captured(scene) }].slice(-maxEntries)
  }
}

/** A timeline without the entries that are too old by now. */
export const expireEntries =
  (keepMs: number): Apply =>
  (before, { at }) => {
    if (!isList(before)) return before
    const kept = recent(before, keepMs, at)
    return kept.length === 0 ? undefined : kept
  }

const recent = (entries: readonly Value[], keepMs: number | null, at: number): readonly Value[] =>
  keepMs !== null && entries.some((entry) => ageOf(entry, at) > keepMs)
    ? entries.filter((entry) => ageOf(entry, at) <= keepMs)
    : entries

const ageOf = (entry: Value, at: number): number =>
  at - ((isTable(entry) ? numberOf(entry['at']) : undefined) ?? 0)

/** What an entry keeps: of the named attributes those that are there, each as far as it may be kept. */
function captures(names: readonly Capture[]): (scene: Scene) => Values {
  const reads = names.map((one): [string, (scene: Scene) => Value | undefined] => {
    if (typeof one === 'string') return [one, ({ event }) => plain(attributeOf(event, one))]
    const { scope, attribute } = one
    return [attribute, (scene) => own(scene[scope], attribute)]
  })
  return (scene) =>
    Object.fromEntries(
      reads.flatMap(([name, read]): [string, Value][] => {
        const value = fit(read(scene), undefined, scene.refuse)
        return value === undefined ? [] : [[name, value]]
      }),
    )
}

/** Of an event: texts, numbers, switches, lists of these, and numbers by key. */
function plain(raw: unknown): Value | undefined {
  if (typeof raw === 'number' || typeof raw === 'boolean') return raw
  if (Array.isArray(raw)) return readers.string_array(raw)
  if (!isRecord(raw)) return textOf(raw)
  const tally = tallyOf(raw)
  return Object.keys(tally).length === Object.keys(raw).length ? tally : undefined
}
