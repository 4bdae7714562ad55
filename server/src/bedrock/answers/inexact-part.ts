/** What in a value could not be kept as the model wrote it, as a complaint that names the place. */
export function inexactPart(value: unknown, place = ''): string | undefined {
  if (typeof value === 'number') return inexactNumber(value, place)
  if (typeof value === 'string') return inexactText(value, place)
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, member] of Object.entries(value)) {
    const inside = place === '' ? key : `${place}.${key}`
    const complaint = inexactText(key, key) ?? inexactPart(member, inside)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

function inexactNumber(value: number, place: string): string | undefined {
  const isExact =
    Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
  return isExact ? undefined : `"${place}" is a number beyond 2^53 and would lose digits: give it as text` // prettier-ignore
}

function inexactText(text: string, place: string): string | undefined {
  if (text.includes('\0')) return `"${place}" has a NUL character`
  return text.isWellFormed() ? undefined : `"${place}" has half a surrogate pair`
}
