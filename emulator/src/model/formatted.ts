import type { FillContext } from './fill-context.ts'
import { fraction, shortHash } from './hash.ts'

/** A value of a JSON Schema string format; undefined for unknown formats. */
export function formatted(
  format: string,
  path: readonly string[],
  { data, seed }: FillContext,
): string | undefined {
  const own = `${path.join('.')} of ${seed}`
  switch (format) {
    case 'date-time':
      return firstMatch(data, /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/) ?? '2026-01-01T00:00:00Z'
    case 'date':
      return firstMatch(data, /\d{4}-\d\d-\d\d/) ?? '2026-01-01'
    case 'time':
      return '12:00:00Z'
    case 'duration':
      return `P${1 + Math.floor(fraction(own) * 30)}D`
    case 'email':
      return firstMatch(data, /[\w.+-]+@[\w-]+\.[\w.-]*\w/) ?? `${shortHash(own)}@example.com`
    case 'hostname':
      return `${shortHash(own)}.example.com`
    case 'uri':
      return firstMatch(data, /https?:\/\/[^\s"<>]+/) ?? `https://example.com/${shortHash(own)}`
    case 'ipv4':
      return `192.0.2.${1 + Math.floor(fraction(own) * 254)}`
    case 'ipv6':
      return `2001:db8::${shortHash(own).slice(0, 4)}`
    case 'uuid':
      return uuid(own)
    default:
      return undefined
  }
}

function firstMatch({ leaves }: FillContext['data'], pattern: RegExp): string | undefined {
  for (const { value } of leaves) {
    const [match] = typeof value === 'string' ? (pattern.exec(value) ?? []) : []
    if (match !== undefined) return match
  }
  return undefined
}

function uuid(source: string): string {
  const digits = ['a', 'b', 'c', 'd'].map((part) => shortHash(part + source)).join('')
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
  ]
  return [...parts, digits.slice(20, 32)].join('-')
}
