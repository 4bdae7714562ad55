import type { Change } from '@outcrop/contract'
import { attributeOf } from '../../../kernel/attribute.ts'
import { numberOf, readers, textOf } from '../read-value.ts'
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
function recordStep(step: string, names: readonly string[], steps: readonly string[]): Apply {
  const previous = steps[steps.indexOf(step) - 1]
  return (before, scene) => {
    const done = stepsOf(before)
    const tooEarly = previous !== undefined && own(done, previous) === undefined
    if (own(done, step) !== undefined || tooEarly) return before
    const next = { ...done, [step]: { at: scene.at, snapshot: captured(scene, names) } }
    return { completed: steps.every((one) => own(next, one) !== undefined), steps: next }
  }
}

/** The steps of a funnel that were done. */
export function stepsOf(funnel: Value | undefined): Values {
  const steps = isTable(funnel) ? funnel['steps'] : undefined
  return isTable(steps) ? steps : {}
}

function recordEntry(names: readonly string[], keepMs: number | null): Apply {
  return (before, scene) => {
    const entries = isList(before) ? before : []
    const kept =
      keepMs === null ? entries : entries.filter((entry) => ageOf(entry, scene.at) <= keepMs)
    return [...kept, { at: scene.at, snapshot: captured(scene, names) }].slice(-maxEntries)
  }
}

const ageOf = (entry: Value, at: number): number =>
  at - ((isTable(entry) ? numberOf(entry['at']) : undefined) ?? 0)

/** Of the named attributes of the event, those that it has: texts, numbers, switches, and lists of these. */
function captured({ event }: Scene, names: readonly string[]): Values {
  return Object.fromEntries(
    names.flatMap((name): [string, Value][] => {
      const value = plain(attributeOf(event, name))
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function plain(raw: unknown): Value | undefined {
  if (typeof raw === 'number' || typeof raw === 'boolean') return raw
  return Array.isArray(raw) ? readers.string_array(raw) : textOf(raw)
}
