import type { EventType, SpecificationFinding } from './specification.ts'

const typeWords: Readonly<Record<EventType, string>> = {
  any: 'a value',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  string_array: 'a list of texts',
  number_array: 'a list of numbers',
  boolean_array: 'a list of true and false',
}

/** A finding in words, such as "order_total is not a number". */
export function describeFinding({
  attribute,
  fault,
  expected = 'any',
}: SpecificationFinding): string {
  if (fault === 'missing') return `${attribute} is missing`
  if (fault === 'not_listed') return `${attribute} is not listed`
  return `${attribute} is not ${typeWords[expected]}`
}
