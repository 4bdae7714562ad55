import { changesOf, type Change, type Finding, type Source } from '@outcrop/contract'
import { checkSource } from './check-source.ts'
import { isNumeric } from './is-numeric.ts'
import { typeName, type KnownAttribute, type KnownAttributes } from './known-attribute.ts'
import { slotsOf } from './slots-of.ts'

/** Every mistake in one change of an attribute, with its place. */
export function checkChange(
  change: Change,
  path: string,
  changed: KnownAttribute,
  known: KnownAttributes,
): Finding[] {
  const allowed = changesOf[changed.type]
  if (!allowed.includes(change.kind)) {
    return [
      {
        path: `${path}.kind`,
        message: `A ${typeName(changed.type)} cannot be changed by ${change.kind}. Use one of: ${allowed.join(', ')}.`,
      },
    ]
  }
  return [
    ...slotsOf(change, changed.type).flatMap(([member, source, needs]) =>
      checkSource(source, `${path}.${member}`, needs, known),
    ),
    ...checkRest(change, changed, known).map((one) => ({ ...one, path: `${path}.${one.path}` })),
  ]
}

/** What is wrong beside the sources. */
function checkRest(change: Change, changed: KnownAttribute, known: KnownAttributes): Finding[] {
  if (change.kind === 'capture') return checkKeep(change.keep, changed)
  if (change.kind === 'aggregate') return checkAggregate(change, known)
  if (change.kind === 'change_in') return checkGrowing(change.of)
  if (change.kind === 'lookup') return checkTable(change, changed)
  if (change.kind === 'record_step') return checkStep(change.step, changed)
  return []
}

function checkKeep(keep: string, { type }: KnownAttribute): Finding[] {
  if (type !== 'boolean' || keep === 'first' || keep === 'last') return []
  return [{ path: 'keep', message: `true and false have no ${keep}. Keep the first or the last.` }]
}

/** Only entries of a timeline have attributes, and without one they are no numbers. */
function checkAggregate(
  { of, attribute }: Extract<Change, { kind: 'aggregate' }>,
  known: KnownAttributes,
): Finding[] {
  const isKept = 'scope' in of && of.scope !== 'event'
  const found = isKept ? known.get(of.attribute) : undefined
  // One that is not there is a mistake of its own.
  if (isKept && !found) return []
  if (found?.type === 'timeline') {
    if (attribute !== undefined) return []
    return [{ path: 'attribute', message: 'Say which captured attribute of the timeline to take.' }]
  }
  if (attribute === undefined) return []
  return [{ path: 'attribute', message: 'Only the entries of a timeline have attributes. Leave it out.' }] // prettier-ignore
}

function checkGrowing(of: Source): Finding[] {
  if (!('scope' in of)) return []
  if (of.scope === 'event') {
    return [{ path: 'of.scope', message: 'An attribute of the event has no earlier value. Use one of the visitor or the visit.' }] // prettier-ignore
  }
  if (of.key === undefined) return []
  return [{ path: 'of.key', message: 'The growth of one key of a tally is not known. Keep it in a number first.' }] // prettier-ignore
}

function checkTable(
  { table, otherwise }: Extract<Change, { kind: 'lookup' }>,
  { type }: KnownAttribute,
): Finding[] {
  if (Object.keys(table).length === 0) {
    return [{ path: 'table', message: 'The table is empty. Give it at least one value.' }]
  }
  if (type !== 'number') return []
  const odd = Object.entries(table)
    .filter(([, value]) => !isNumeric(value))
    .map(([key]) => ({ path: `table.${key}`, message: 'A number is needed here.' }))
  if (otherwise === undefined || isNumeric(otherwise)) return odd
  return [...odd, { path: 'otherwise', message: 'A number is needed here.' }]
}

function checkStep(step: string, { name, steps }: KnownAttribute): Finding[] {
  if (steps.includes(step)) return []
  return [{ path: 'step', message: `"${name}" has no step "${step}". Its steps are: ${steps.join(', ')}.` }] // prettier-ignore
}
