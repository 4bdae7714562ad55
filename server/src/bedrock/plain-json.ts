/** The same value with bytes as base64, so that it survives being stored as JSON. */
export function plainJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plainJson)
  return plainRecord(value)
}

/** As `plainJson`, for an object; members without a value are left out. */
export function plainRecord(value: object): Record<string, unknown> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, plainJson(member)]))
}
