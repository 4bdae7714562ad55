import type { Payload } from './identify.ts'

/**
 * The flat form of the advanced HTTP API: nested objects become lower-cased keys joined with `_`,
 * scalars in arrays stay, objects and arrays inside arrays become JSON text.
 */
export function flatten(value: Payload, prefix = ''): Payload {
  // Without a prototype, so that a key like "__proto__" is a key like any other.
  const flat: Payload = { __proto__: null }
  for (const [key, item] of Object.entries(value)) {
    const name = prefix === '' ? key.toLowerCase() : `${prefix}_${key.toLowerCase()}`
    if (isObject(item)) Object.assign(flat, flatten(item, name))
    else flat[name] = Array.isArray(item) ? item.map(scalar) : item
  }
  return flat
}

function scalar(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
