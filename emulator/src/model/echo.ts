import { isJsonObject, type Json } from '../json.ts'
import type { Schema } from './schema.ts'

/** A value of the data as the schema wants it; undefined when it does not fit. */
export function echo(value: Json | undefined, type: string, schema: Schema): Json | undefined {
  switch (type) {
    case 'any':
      return value === null ? undefined : value
    case 'string':
      return echoString(value, schema)
    case 'integer':
    case 'number':
      return echoNumber(value, type, schema)
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'object':
      return isJsonObject(value) && schema.properties === undefined ? value : undefined
    case 'array':
      return Array.isArray(value) && schema.items === undefined ? value : undefined
    default:
      return undefined
  }
}

function echoString(
  value: Json | undefined,
  { minLength = 0, maxLength, format }: Schema,
): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  const isFitting = text.length >= Math.max(1, minLength) && text.length <= (maxLength ?? Infinity)
  return isFitting && hasFormat(text, format) ? text : undefined
}

function hasFormat(text: string, format: string | undefined): boolean {
  switch (format ?? '') {
    case 'date-time':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text)
    case 'email':
      return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text)
    case 'uri':
      return /^https?:\/\/[^\s<>"]+$/.test(text)
    case '':
      return true
    default:
      // Whatever else is asked for is made up, since it could not be checked.
      return false
  }
}

function echoNumber(value: Json | undefined, type: string, schema: Schema): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  const {
    minimum = -Infinity,
    maximum = Infinity,
    exclusiveMinimum = -Infinity,
    exclusiveMaximum = Infinity,
  } = schema
  const isInside =
    number >= minimum && number <= maximum && number > exclusiveMinimum && number < exclusiveMaximum
  const isStep = schema.multipleOf === undefined || Number.isInteger(number / schema.multipleOf)
  return isInside && isStep && (type === 'number' || Number.isInteger(number)) ? number : undefined
}
