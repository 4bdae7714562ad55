import type { EventType } from '@outcrop/contract'

/** What the types of attributes of events are called. */
export const typeNames: Readonly<Record<EventType, string>> = {
  any: 'Anything',
  string: 'Text',
  number: 'Number',
  boolean: 'True or false',
  date: 'Date',
  string_array: 'List of texts',
  number_array: 'List of numbers',
  boolean_array: 'List of true and false',
}
