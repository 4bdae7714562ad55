/** The value at a key, or at a dotted path through nested objects; undefined when there is none. */
export function attributeOf(payload: Record<string, unknown>, attribute: string): unknown {
  if (Object.hasOwn(payload, attribute)) return payload[attribute]
  if (!attribute.includes('.')) return undefined
  let value: unknown = payload
  for (const key of attribute.split('.')) value = memberOf(value, key)
  return value
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return Reflect.get(value, key)
}
