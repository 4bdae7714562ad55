import type { Json } from '../json.ts'
import type { ValueType } from './flow-definition.ts'

/** The type of a value as flows name it; they have none for null. */
export function valueTypeOf(value: Json): ValueType | 'Null' {
  if (value === null) return 'Null'
  if (Array.isArray(value)) return 'Array'
  if (typeof value === 'string') return 'String'
  if (typeof value === 'number') return 'Number'
  return typeof value === 'boolean' ? 'Boolean' : 'Object'
}
