/** Keys with a period that senders of this protocol do use. */
const allowedDotted = new Set(['cp.trace_id', 'cp.CONSENTMGR'])

const isBadKey = (key: string) => key.includes('.') && !allowedDotted.has(key)
const isBadText = (text: string) => text.includes('\0') || !text.isWellFormed()
const isBadNumber = (value: number) =>
  !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))

/**
 * Counts the members of a parsed value; NaN when something in it could not be stored and read back
 * unchanged. This runs for every event, so the place of a fault is found in a second walk only.
 */
export function membersOf(value: unknown): number {
  if (typeof value === 'string') return isBadText(value) ? Number.NaN : 0
  if (typeof value === 'number') return isBadNumber(value) ? Number.NaN : 0
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + membersOf(item), 0)
  let members = 0
  for (const [key, item] of Object.entries(value)) {
    members += isBadKey(key) || isBadText(key) ? Number.NaN : 1 + membersOf(item)
  }
  return members
}

/** The first fault in a value as a sentence that names its place, such as `events[2].price`. */
export function faultIn(value: unknown, place = ''): string | undefined {
  if (typeof value === 'string') return faultInText(value, place)
  if (typeof value === 'number' && isBadNumber(value)) {
    return `The number at "${place}" is beyond 2^53 and would lose digits. Send it as a string.`
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, item] of Object.entries(value)) {
    const inside = Array.isArray(value)
      ? `${place}[${key}]`
      : `${place === '' ? '' : `${place}.`}${key}`
    const fault = (Array.isArray(value) ? undefined : faultInKey(key)) ?? faultIn(item, inside)
    if (fault !== undefined) return fault
  }
  return undefined
}

function faultInKey(key: string): string | undefined {
  if (isBadKey(key)) return `The key "${key}" has a period. Use an underscore, or a nested object.`
  return faultInText(key, 'a key')
}

function faultInText(text: string, place: string): string | undefined {
  if (text.includes('\0')) return `The text at "${place}" has a NUL character.`
  if (!text.isWellFormed()) return `The text at "${place}" has half a surrogate pair.`
  return undefined
}
