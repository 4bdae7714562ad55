import { changesOf, type Capture, type Change, type Finding } from '@outcrop/contract'
import { datePattern, readsDay } from '../../../kernel/date-pattern.ts'
import { checkSource } from './check-source.ts'
import { nameOfCapture } from './captures-of.ts'
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
  if (change.kind === 'tally_entries') return checkTallied(change, known)
  if (change.kind === 'count') return checkWithin(change, known)
  if (change.kind === 'change_in') return checkGrowing(change, known)
  if (change.kind === 'read_date' || change.kind === 'write_date') return checkFormat(change)
  if (change.kind === 'record') return checkCaptures(change.capture)
  if (change.kind === 'lookup') return checkTable(change, changed)
  if (change.kind === 'record_step') return [...checkStep(change.step, changed), ...checkCaptures(change.capture)] // prettier-ignore
  return []
}

/** The names under which an entry keeps what it captures must tell its values apart. */
function checkCaptures(capture: readonly Capture[]): Finding[] {
  const names = capture.map(nameOfCapture)
  return names.flatMap(
    (name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `capture.${index}`, message: `"${name}" is captured already. Capture each name once.` }], // prettier-ignore
  )
}

/** Only entries of a timeline have a time. */
function checkWithin(
  { of, within }: Pick<Extract<Change, { kind: 'count' }>, 'of' | 'within'>,
  known: KnownAttributes,
): Finding[] {
  const found = 'scope' in of && of.scope !== 'event' ? known.get(of.attribute) : null
  // One that is not there is a mistake of its own.
  if (!within || found === undefined || found?.type === 'timeline') return []
  return [{ path: 'within', message: 'Only the entries of a timeline have a time. Leave it out.' }]
}

function checkFormat({ kind, format, pattern }: Extract<Change, { kind: 'read_date' | 'write_date' }>): Finding[] {
  const wrong = (message: string) => [{ path: 'pattern', message }]
  if (format !== 'pattern') return pattern === undefined ? [] : wrong('Only the format "pattern" has a pattern. Leave it out.')
  if (pattern === undefined) return wrong('Give the pattern, such as dd/MM/yyyy HH:mm.')
  try {
    const { repeated } = datePattern(pattern)
    if (kind === 'read_date' && repeated !== undefined) return wrong(`To read a date, the pattern must name each part once. It names the ${repeated} twice.`)
  } catch (error) {
    return wrong(`The pattern cannot be used. ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (kind === 'write_date' || readsDay(pattern)) return []
  return wrong('To read a date, the pattern needs a year (y), a month (M) and a day (d).')
} // prettier-ignore

function checkKeep(keep: string, { type }: KnownAttribute): Finding[] {
  if (type !== 'boolean' || keep === 'first' || keep === 'last') return []
  return [{ path: 'keep', message: `true and false have no ${keep}. Keep the first or the last.` }]
}

/** Only entries of a timeline have attributes, and without one they are no numbers. */
function checkAggregate(
  change: Extract<Change, { kind: 'aggregate' }>,
  known: KnownAttributes,
): Finding[] {
  const { of, attribute } = change
  const isKept = 'scope' in of && of.scope !== 'event'
  const found = isKept ? known.get(of.attribute) : undefined
  // One that is not there is a mistake of its own.
  if (isKept && !found) return []
  if (found?.type === 'timeline') {
    if (attribute !== undefined) return checkCaptured('attribute', attribute, found)
    return [{ path: 'attribute', message: 'Say which captured attribute of the timeline to take.' }]
  }
  const window = checkWithin(change, known)
  if (attribute === undefined) return window
  return [...window, { path: 'attribute', message: 'Only the entries of a timeline have attributes. Leave it out.' }] // prettier-ignore
}

function checkTallied(
  { of, keys, numbers }: Extract<Change, { kind: 'tally_entries' }>,
  known: KnownAttributes,
): Finding[] {
  const timeline = 'scope' in of && of.scope !== 'event' ? known.get(of.attribute) : undefined
  if (timeline === undefined) return []
  return [
    ...checkCaptured('keys', keys, timeline),
    ...(numbers === undefined ? [] : checkCaptured('numbers', numbers, timeline)),
  ]
}

/** What no entry of a timeline ever holds would be missing for ever. */
function checkCaptured(
  path: string,
  wanted: string,
  { name, captures }: KnownAttribute,
): Finding[] {
  if (captures === undefined || captures.has(wanted)) return []
  const all = captures.size === 0 ? 'It captures nothing.' : `It captures: ${[...captures].join(', ')}.` // prettier-ignore
  return [{ path, message: `"${name}" does not capture "${wanted}". ${all} Let it capture that first, or correct the name.` }] // prettier-ignore
}

function checkGrowing(
  { of, unit }: Extract<Change, { kind: 'change_in' }>,
  known: KnownAttributes,
): Finding[] {
  if (!('scope' in of)) return []
  if (of.scope === 'event') {
    return [{ path: 'of.scope', message: 'An attribute of the event has no earlier value. Use one of the visitor or the visit.' }] // prettier-ignore
  }
  if (of.key !== undefined) {
    return [{ path: 'of.key', message: 'The growth of one key of a tally is not known. Keep it in a number first.' }] // prettier-ignore
  }
  if (unit === undefined || known.get(of.attribute)?.type !== 'number') return []
  return [{ path: 'unit', message: `"${of.attribute}" is a number, which has no unit of time. Leave it out.` }] // prettier-ignore
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
