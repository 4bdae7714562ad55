import type { AttributeType } from '@outcrop/contract'
import { isNumeric } from './is-numeric.ts'

/** What a place in a change takes: from which types of attribute, and as which fixed values. */
export interface Wanted {
  readonly words: string
  readonly types: readonly AttributeType[]
  readonly isFixed: (value: string | number | boolean) => boolean
  readonly takesTime?: true
}

const never = () => false
const always = () => true
const isFlag = (value: unknown) => [true, false, 'true', 'false'].some((one) => one === value)
const isDate = (value: unknown) => isNumeric(value) || !Number.isNaN(Date.parse(String(value)))

const lists: readonly AttributeType[] = ['number_array', 'string_array', 'boolean_array', 'set']

// prettier-ignore
export const wanted = {
  number: { words: 'a number', types: ['number', 'string'], isFixed: isNumeric },
  text: { words: 'a text', types: ['string', 'number', 'boolean', 'visitor_id'], isFixed: always },
  texts: { words: 'a text or a list of texts', types: ['string', 'number', 'boolean', 'visitor_id', ...lists], isFixed: always },
  flag: { words: 'true or false', types: ['boolean', 'badge', 'string'], isFixed: isFlag },
  date: { words: 'a date', types: ['date', 'string', 'number'], isFixed: isDate, takesTime: true },
  numbers: { words: 'a number or a list of numbers', types: ['number', 'string', 'number_array', 'string_array', 'set'], isFixed: isNumeric },
  flags: { words: 'true, false or a list of these', types: ['boolean', 'badge', 'string', 'boolean_array', 'string_array', 'set'], isFixed: isFlag },
  tally: { words: 'a tally', types: ['tally'], isFixed: never },
  counted: { words: 'a list, set, tally or timeline', types: [...lists, 'tally', 'timeline'], isFixed: never },
  aggregated: { words: 'a list of numbers, a tally or a timeline', types: ['number_array', 'string_array', 'tally', 'timeline'], isFixed: never },
  timeline: { words: 'a timeline', types: ['timeline'], isFixed: never },
  captured: { words: 'anything but a funnel or a timeline', types: ['number', 'string', 'boolean', 'date', 'badge', 'visitor_id', ...lists, 'tally'], isFixed: never },
  growing: { words: 'a number or a date', types: ['number', 'date'], isFixed: never },
  identity: { words: 'a text that tells one visitor from all others', types: ['string', 'visitor_id'], isFixed: never },
} as const satisfies Record<string, Wanted>

/** What makes a whole value of a type; null when its changes alone make it. */
export const wantedBy: Readonly<Record<AttributeType, Wanted | null>> = {
  number: wanted.number,
  string: wanted.text,
  boolean: wanted.flag,
  date: wanted.date,
  number_array: wanted.numbers,
  string_array: wanted.texts,
  boolean_array: wanted.flags,
  set: wanted.texts,
  tally: wanted.tally,
  visitor_id: wanted.identity,
  badge: null,
  funnel: null,
  timeline: null,
}
