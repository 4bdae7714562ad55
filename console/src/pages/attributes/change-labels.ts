import type { AttributeType, Change, Moment } from '@outcrop/contract'

/** Each kind of change, as an order. */
export const changeLabels: Readonly<Record<Change['kind'], string>> = {
  set: 'Set to',
  clear: 'Clear',
  capture: 'Keep the first, last, smallest or largest',
  increment: 'Increase by',
  decrement: 'Decrease by',
  calculate: 'Calculate',
  count: 'Count the items of',
  aggregate: 'Sum up or average',
  time_between: 'Time between two dates',
  change_in: 'How much it grew by this event',
  join: 'Join texts',
  lower_case: 'Make lower-case',
  upper_case: 'Make upper-case',
  favorite: 'The favorite of a tally',
  split: 'Split visitors at random',
  lookup: 'Look up in a table',
  read_date: 'Read a date',
  write_date: 'Write a date as text',
  add: 'Add',
  remove: 'Remove',
  without: 'Items of one list that another lacks',
  top_keys: 'The top keys of a tally',
  keys_above: 'The keys of a tally above',
  increment_key: 'Increase a key',
  add_tally: 'Add another tally',
  pair: 'Pair a list of keys with numbers',
  tally_entries: 'Tally the entries of a timeline',
  remove_key: 'Remove a key',
  assign: 'Assign the badge',
  record_step: 'Record a step',
  record: 'Record the event',
}

export const momentLabels: Readonly<Record<Moment, string>> = {
  any_event: 'Any event',
  new_visit: 'The first event of a visit',
  new_visitor: 'The first event of a visitor',
  visit_ended: 'A visit has ended',
}

export const typeLabels: Readonly<Record<AttributeType, string>> = {
  number: 'Number',
  string: 'Text',
  boolean: 'Yes or no',
  date: 'Date',
  number_array: 'List of numbers',
  string_array: 'List of texts',
  boolean_array: 'List of yes or no',
  set: 'Set of texts',
  tally: 'Tally: a number per key',
  badge: 'Badge',
  funnel: 'Funnel',
  timeline: 'Timeline',
  visitor_id: 'Visitor id',
}
