import type { Change, Source } from '@outcrop/contract'

const ofEvent: Source = { scope: 'event', attribute: '' }
const ofVisitor: Source = { scope: 'visitor', attribute: '' }
const one: Source = { value: 1 }

/** A change of each kind as its form begins with it. */
const beginnings: { readonly [Kind in Change['kind']]: Extract<Change, { kind: Kind }> } = {
  set: { kind: 'set', to: ofEvent },
  clear: { kind: 'clear' },
  capture: { kind: 'capture', from: ofEvent, keep: 'first' },
  increment: { kind: 'increment', by: one },
  decrement: { kind: 'decrement', by: one },
  calculate: { kind: 'calculate', operation: 'sum', of: [ofVisitor, ofEvent] },
  count: { kind: 'count', of: ofVisitor },
  aggregate: { kind: 'aggregate', of: ofVisitor, as: 'sum' },
  time_between: { kind: 'time_between', from: ofVisitor, to: { time: 'event' }, unit: 'days' },
  change_in: { kind: 'change_in', of: ofVisitor },
  join: { kind: 'join', of: [ofEvent, ofEvent], with: ' ' },
  lower_case: { kind: 'lower_case' },
  upper_case: { kind: 'upper_case' },
  favorite: { kind: 'favorite', of: ofVisitor },
  split: { kind: 'split', shares: [{ value: 'a', weight: 1 }, { value: 'b', weight: 1 }] }, // prettier-ignore
  lookup: { kind: 'lookup', of: ofEvent, table: {} },
  read_date: { kind: 'read_date', of: ofEvent, format: 'iso_8601' },
  write_date: { kind: 'write_date', of: { time: 'event' }, format: 'iso_8601' },
  add: { kind: 'add', value: ofEvent },
  remove: { kind: 'remove', value: ofEvent, which: 'all' },
  without: { kind: 'without', of: ofVisitor, items: ofVisitor },
  top_keys: { kind: 'top_keys', of: ofVisitor, count: 3 },
  keys_above: { kind: 'keys_above', of: ofVisitor, above: 1 },
  increment_key: { kind: 'increment_key', key: ofEvent, by: one },
  add_tally: { kind: 'add_tally', of: ofVisitor },
  pair: { kind: 'pair', keys: ofEvent, values: ofEvent },
  tally_entries: { kind: 'tally_entries', of: ofVisitor, keys: '', as: 'sum' },
  remove_key: { kind: 'remove_key', key: ofEvent },
  assign: { kind: 'assign' },
  record_step: { kind: 'record_step', step: '', capture: [] },
  record: { kind: 'record', capture: [] },
}

export const newChange = (kind: Change['kind']): Change => beginnings[kind]
