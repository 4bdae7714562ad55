import type { AttributeType, Capture, Change, Source } from '@outcrop/contract'
import { wanted, wantedBy, type Wanted } from './wanted.ts'

/** A place of a change that takes a value: where it is, what is there, and what fits. */
type Slot = readonly [member: string, source: Source, needs: Wanted]

/** The places of a change that take a value. */
export function slotsOf(change: Change, type: AttributeType): readonly Slot[] {
  const whole = wantedBy[type] ?? wanted.text
  switch (change.kind) {
    case 'set':
      return [['to', change.to, whole]]
    case 'capture':
      return [['from', change.from, whole]]
    case 'increment':
    case 'decrement':
      return [['by', change.by, wanted.number]]
    case 'calculate':
      return each(change.of, wanted.number)
    case 'count':
      return [['of', change.of, wanted.counted]]
    case 'aggregate':
      return [['of', change.of, wanted.aggregated]]
    case 'time_between':
    case 'change_in':
    case 'read_date':
    case 'write_date':
      return dateSlots(change)
    case 'join':
      return each(change.of, wanted.texts)
    case 'lookup':
      return [['of', change.of, wanted.text]]
    case 'record_step':
    case 'record':
      return change.capture.map(captured)
    case 'clear':
    case 'lower_case':
    case 'upper_case':
    case 'split':
    case 'assign':
      return []
    case 'add':
    case 'remove':
    case 'without':
    case 'favorite':
    case 'top_keys':
    case 'keys_above':
    case 'increment_key':
    case 'add_tally':
    case 'pair':
    case 'tally_entries':
    case 'remove_key':
      return itemSlots(change, whole)
  }
}

const captured = (given: Capture, index: number): Slot => [
  `capture.${index}`,
  typeof given === 'string' ? { scope: 'event', attribute: given } : given,
  wanted.captured,
]

const each = (sources: readonly Source[], needs: Wanted): Slot[] =>
  sources.map((source, index) => [`of.${index}`, source, needs])

type DateChange = Extract<Change, { kind: 'time_between' | 'change_in' | 'read_date' | 'write_date' }> // prettier-ignore

/** Those of changes that are about dates. */
function dateSlots(change: DateChange): readonly Slot[] {
  switch (change.kind) {
    case 'time_between':
      return [['from', change.from, wanted.date], ['to', change.to, wanted.date]] // prettier-ignore
    case 'change_in':
      return [['of', change.of, wanted.growing]]
    case 'read_date':
      return [['of', change.of, wanted.text]]
    case 'write_date':
      return [['of', change.of, wanted.date]]
  }
}

type ItemChange = Extract<Change, { kind: 'add' | 'remove' | 'without' | 'favorite' | 'top_keys' | 'keys_above' | 'increment_key' | 'add_tally' | 'pair' | 'tally_entries' | 'remove_key' }> // prettier-ignore

/** Those of changes that are about items and keys. */
function itemSlots(change: ItemChange, whole: Wanted): readonly Slot[] {
  switch (change.kind) {
    case 'add':
    case 'remove':
      return [['value', change.value, whole]]
    case 'without':
      return [['of', change.of, whole], ['items', change.items, whole]] // prettier-ignore
    case 'favorite':
    case 'top_keys':
    case 'keys_above':
    case 'add_tally':
      return [['of', change.of, wanted.tally]]
    case 'increment_key':
      return [['key', change.key, wanted.texts], ['by', change.by, wanted.number]] // prettier-ignore
    case 'pair':
      return [['keys', change.keys, wanted.texts], ['values', change.values, wanted.numbers]] // prettier-ignore
    case 'tally_entries':
      return [['of', change.of, wanted.timeline]]
    case 'remove_key':
      return [['key', change.key, wanted.text]]
  }
}
