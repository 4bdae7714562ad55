import type { Change, Source } from '@outcrop/contract'
import { compileSource } from '../compile-source.ts'
import { readerRules, readers, textOf } from '../read-value.ts'
import { own, type Scene } from '../scene.ts'
import type { Value } from '../state.ts'
import { readOrRefuse } from './read-or-refuse.ts'
import type { Apply, Shape } from './shape.ts'

export type ScalarChange = Extract<
  Change,
  { kind: 'set' | 'clear' | 'assign' | 'capture' | 'lookup' }
>

/** Changes that put one value in the place of another. */
export function scalarChange(change: ScalarChange, { type }: Shape): Apply {
  switch (change.kind) {
    case 'set':
      // A visitor id, once set, stays: others may have been stitched by it.
      return type === 'visitor_id' ? firstOf(valueOf(change.to, type)) : replaceBy(change.to, type)
    case 'clear':
      return () => undefined
    case 'assign':
      return () => true
    case 'capture':
      return captures[change.keep](valueOf(change.from, type))
    case 'lookup': {
      const { of, table, otherwise } = change
      const key = compileSource(of)
      const read = readers[type]
      return (before, scene) => {
        const asked = textOf(key(scene))
        const found = asked === undefined ? undefined : own(table, asked)
        return read(found ?? otherwise) ?? before
      }
    }
  }
}

type Read = (scene: Scene) => Value | undefined

function valueOf(source: Source, type: Shape['type']): Read {
  const rule = readerRules[type]
  return readOrRefuse(source, readers[type], `${type.replace('_', ' ')}${rule ? `: ${rule}` : ''}`)
}

function replaceBy(source: Source, type: Shape['type']): Apply {
  const read = valueOf(source, type)
  return (before, scene) => read(scene) ?? before
}

const firstOf =
  (read: Read): Apply =>
  (before, scene) =>
    before ?? read(scene)

const captures: Record<'first' | 'last' | 'minimum' | 'maximum', (read: Read) => Apply> = {
  first: firstOf,
  last: (read) => (before, scene) => read(scene) ?? before,
  minimum: (read) => (before, scene) => better(before, read(scene), (a, b) => a < b),
  maximum: (read) => (before, scene) => better(before, read(scene), (a, b) => a > b),
}

function better(
  before: Value | undefined,
  value: Value | undefined,
  isBetter: (a: Value, b: Value) => boolean,
): Value | undefined {
  if (value === undefined) return before
  return before === undefined || isBetter(value, before) ? value : before
}
