const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const present = (record: Record<string, unknown>) =>
  Object.entries(record).filter(([, value]) => value !== undefined)

/** Whether two values are the same JSON, whatever the order of their members. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]))
  }
  if (!isRecord(one) || !isRecord(other)) return one === other
  const members = present(one)
  return (
    members.length === present(other).length &&
    members.every(([key, value]) => sameJson(value, other[key]))
  )
}
