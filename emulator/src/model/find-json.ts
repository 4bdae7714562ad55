import { isJsonObject, parseJson, type Json } from '../json.ts'
import type { Loose } from './loose-json.ts'
import { readLoose } from './read-loose.ts'

/** A piece of JSON, strict or loose, somewhere in a text. */
export type Finding = {
  start: number
  end: number
  /** Set when the piece is strict JSON. */
  json: Json | undefined
  loose: () => Loose
}

/** Guards against texts that are full of braces but hold no JSON. */
const mostFailures = 64

/** Deeper structure is taken as it is. */
const deepest = 40

/** All outermost JSON-like objects and arrays of a text, in order. */
export function findJson(text: string): Finding[] {
  const findings: Finding[] = []
  let failures = 0
  let at = nextOpening(text, 0)
  while (at >= 0 && failures < mostFailures) {
    const found = findingAt(text, at)
    if (found) findings.push(found)
    else failures += 1
    at = nextOpening(text, found ? found.end : at + 1)
  }
  return findings
}

function nextOpening(text: string, from: number): number {
  const pattern = /[{[]/g
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? -1
}

function findingAt(text: string, start: number): Finding | undefined {
  // The mark of a source or a footnote, not a list.
  if (/^\[\s*\d+\s*\]/.test(text.slice(start, start + 20))) return undefined
  const strict = strictAt(text, start)
  if (strict) {
    const { json } = strict
    return { ...strict, start, loose: () => looseOf(json) }
  }
  // In prose, square brackets rarely hold data.
  if (text[start] === '[' && !/^\[\s*\{/.test(text.slice(start, start + 80))) return undefined
  const read = readLoose(text, start)
  if (!read || read.value.kind === 'slot') return undefined
  if (read.value.kind === 'object' && read.value.entries.length === 0) return undefined
  return { start, end: read.end, json: undefined, loose: () => read.value }
}

function strictAt(text: string, start: number): { json: Json; end: number } | undefined {
  const end = matchingEnd(text, start)
  if (end === undefined) return undefined
  try {
    const json = parseJson(text.slice(start, end))
    const isEmpty = Array.isArray(json)
      ? json.length === 0
      : isJsonObject(json) && Object.keys(json).length === 0
    return isEmpty ? undefined : { json, end }
  } catch {
    return undefined
  }
}

/** The end of the bracketed piece, with strings skipped. A placeholder means that it is not strict. */
function matchingEnd(text: string, start: number): number | undefined {
  const pattern = /[{}[\]"<]/g
  pattern.lastIndex = start
  let depth = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '<') return undefined
    if (match[0] === '"') {
      const close = /[^"\\]*(?:\\.[^"\\]*)*"/sy
      close.lastIndex = pattern.lastIndex
      if (!close.test(text)) return undefined
      pattern.lastIndex = close.lastIndex
      continue
    }
    depth += match[0] === '{' || match[0] === '[' ? 1 : -1
    if (depth === 0) return pattern.lastIndex
  }
  return undefined
}

function looseOf(value: Json, depth = 0): Loose {
  if (depth > deepest || value === null || typeof value !== 'object')
    return { kind: 'literal', value }
  if (Array.isArray(value)) {
    return { kind: 'array', items: value.map((item) => looseOf(item, depth + 1)) }
  }
  const entries = Object.entries(value).map(([key, entry]) => ({
    key,
    value: looseOf(entry, depth + 1),
    comment: '',
  }))
  return { kind: 'object', entries }
}
