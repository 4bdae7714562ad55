import { parseJson } from '../json.ts'
import type { Loose, Read } from './loose-json.ts'

const longestBare = 200
const commentEnds = new Map([
  ['//', '\n'],
  ['/*', '*/'],
])

/** Skips white space and comments, and keeps what the comments say. */
export function skipBlank(text: string, start: number): { comment: string; end: number } {
  const comments: string[] = []
  let at = start
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1
    const closing = commentEnds.get(text.slice(at, at + 2))
    if (closing === undefined) return { comment: comments.join(' '), end: at }
    const end = text.indexOf(closing, at)
    const stop = end < 0 ? text.length : end
    comments.push(text.slice(at + 2, stop).trim())
    at = stop + (closing === '*/' ? 2 : 0)
  }
}

/** A string in double quotes, on one line or several. */
export function readQuoted(text: string, start: number): Read<string> {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  if (end < 0) return undefined
  const raw = text.slice(start, end + 1)
  return { value: raw.includes('\\') ? unescape(raw) : raw.slice(1, -1), end: end + 1 }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

function unescape(raw: string): string {
  try {
    const value = parseJson(raw)
    return typeof value === 'string' ? value : raw
  } catch {
    return raw.slice(1, -1)
  }
}

/** A placeholder between brackets, on one line. */
export function readSlot(text: string, start: number, open: string, close: string): Read<Loose> {
  const end = text.indexOf(close, start + open.length)
  const inner = text.slice(start + open.length, end)
  if (end < 0 || inner.includes('\n') || inner.length > longestBare) return undefined
  return { value: { kind: 'slot', text: inner.trim() }, end: end + close.length }
}

/** A number, a word such as `true`, or an unquoted description up to the next comma or line end. */
export function readBare(text: string, start: number): Read<Loose> {
  let depth = 0
  let end = start
  for (; end < text.length && end - start <= longestBare; end += 1) {
    const character = text[end] ?? ''
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === '\n' || (depth <= 0 && /[,}\]]/.test(character))) break
    else if (text.startsWith('//', end) && /\s/.test(text[end - 1] ?? '')) break
  }
  const bare = text.slice(start, end).trim()
  if (bare === '' || bare.length > longestBare || /^[^\p{L}\p{N}'“<.-]/u.test(bare))
    return undefined
  const isScalar = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(bare)
  const value: Loose = isScalar
    ? { kind: 'literal', value: parseJson(bare.replace(/^(-?)0+(?=\d)/, '$1')) }
    : { kind: 'slot', text: bare.replace(/^['“]|['”]$/g, '') }
  return { value, end: start + text.slice(start, end).trimEnd().length }
}
