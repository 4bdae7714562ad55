import { isJsonObject, type JsonSchema } from './json-schema.ts'

/**
 * The value with the slips undone that lose nothing: a number or a boolean written as text, a whole
 * number where text is asked for, and null for a field that may be left out. Everything else stays
 * as it is, to be refused. Returns the same value when nothing changes.
 */
export function coerceValue(value: unknown, schema: JsonSchema): unknown {
  const { type, properties, items } = schema
  if (type === 'object' && isJsonObject(value) && isJsonObject(properties)) {
    return coerceMembers(value, properties, requiredOf(schema))
  }
  if (type === 'array' && Array.isArray(value) && isJsonObject(items)) {
    const coerced = value.map((item) => coerceValue(item, items))
    return coerced.some((item, index) => item !== value[index]) ? coerced : value
  }
  return typeof type === 'string' ? coerceScalar(value, type) : value
}

function coerceMembers(
  value: Record<string, unknown>,
  properties: Record<string, unknown>,
  required: ReadonlySet<unknown>,
): Record<string, unknown> {
  const entries = Object.entries(value)
  const members = entries.flatMap(([name, member]): [string, unknown][] => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!isJsonObject(schema)) return [[name, member]]
    if (member === null && !required.has(name) && isTyped(schema)) return []
    return [[name, coerceValue(member, schema)]]
  })
  const isSame =
    members.length === entries.length && members.every(([name, member]) => member === value[name])
  return isSame ? value : Object.fromEntries(members)
}

function coerceScalar(value: unknown, type: string): unknown {
  if (typeof value === 'string') return fromText(value.trim(), type) ?? value
  if (type === 'string' && Number.isSafeInteger(value)) return String(value)
  return value
}

function fromText(text: string, type: string): unknown {
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (type === 'integer' && /^-?(0|[1-9]\d{0,15})(\.0+)?$/.test(text)) return Number(text)
  if (type === 'number' && /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?(e[+-]?\d{1,2})?$/i.test(text)) {
    return Number(text)
  }
  return undefined
}

const requiredOf = ({ required }: JsonSchema): ReadonlySet<unknown> =>
  new Set(Array.isArray(required) ? required : [])

/** Where null is no value of its own, it says that there is none. */
const isTyped = ({ type }: JsonSchema): boolean => typeof type === 'string' && type !== 'null'
