import type { Loose, LooseEntry, Read } from './loose-json.ts'
import { readBare, readQuoted, readSlot, skipBlank } from './read-token.ts'

const deepest = 40

/** Reads a JSON-like value that begins at `start`; undefined when there is none. */
export function readLoose(text: string, start: number, depth = 0): Read<Loose> {
  if (depth > deepest) return undefined
  switch (text.charAt(start)) {
    case '{':
      return text[start + 1] === '{'
        ? readSlot(text, start, '{{', '}}')
        : readObject(text, start, depth)
    case '[':
      return readArray(text, start, depth)
    case '<':
      return readSlot(text, start, '<', '>')
    case '"':
      return readAlternatives(text, start)
    default:
      return readBare(text, start)
  }
}

function readObject(text: string, start: number, depth: number): Read<Loose> {
  const entries: LooseEntry[] = []
  let at = skipBlank(text, start + 1).end
  while (text[at] !== '}') {
    const entry = readEntry(text, at, depth)
    if (!entry) return undefined
    if (entry.value) entries.push(entry.value)
    at = entry.end
  }
  return { value: { kind: 'object', entries }, end: at + 1 }
}

/** One entry and the comma and comment after it. An ellipsis stands for no entry. */
function readEntry(
  text: string,
  start: number,
  depth: number,
): { value?: LooseEntry; end: number } | undefined {
  const ellipsis = /^(?:\.\.\.|…),?\s*/.exec(text.slice(start, start + 40))
  if (ellipsis) return { end: skipBlank(text, start + ellipsis[0].length).end }
  const key = text[start] === '"' ? readQuoted(text, start) : readName(text, start)
  if (!key) return undefined
  const colon = skipBlank(text, key.end).end
  if (text[colon] !== ':') return undefined
  const value = readLoose(text, skipBlank(text, colon + 1).end, depth + 1)
  if (!value) return undefined
  const after = skipSeparator(text, value.end)
  return { value: { key: key.value, value: value.value, comment: after.comment }, end: after.end }
}

function readName(text: string, start: number): Read<string> {
  const [name] = /^[\p{L}_$][\p{L}\p{N}_$-]*/u.exec(text.slice(start, start + 80)) ?? []
  return name === undefined ? undefined : { value: name, end: start + name.length }
}

function readArray(text: string, start: number, depth: number): Read<Loose> {
  const items: Loose[] = []
  let at = skipBlank(text, start + 1).end
  while (text[at] !== ']') {
    const ellipsis = /^(?:\.\.\.|…)/.exec(text.slice(at, at + 3))
    if (ellipsis) {
      at = skipSeparator(text, at + ellipsis[0].length).end
      continue
    }
    const item = readLoose(text, at, depth + 1)
    if (!item || item.end === at) return undefined
    items.push(item.value)
    at = skipSeparator(text, item.end).end
  }
  return { value: { kind: 'array', items }, end: at + 1 }
}

/** `"low" | "high"` is a slot; a single string is a literal. */
function readAlternatives(text: string, start: number): Read<Loose> {
  const first = readQuoted(text, start)
  if (!first) return undefined
  const choices = [first.value]
  let { end } = first
  for (;;) {
    const [bar] = /^\s*\|\s*/.exec(text.slice(end, end + 20)) ?? []
    const next = bar === undefined ? undefined : readChoice(text, end + bar.length)
    if (!next) break
    choices.push(next.value)
    end = next.end
  }
  if (choices.length === 1) return { value: { kind: 'literal', value: first.value }, end }
  return { value: { kind: 'slot', text: choices.join(' | ') }, end }
}

function readChoice(text: string, start: number): Read<string> {
  return text[start] === '"' ? readQuoted(text, start) : readName(text, start)
}

function skipSeparator(text: string, start: number): { comment: string; end: number } {
  const before = skipBlank(text, start)
  if (text[before.end] !== ',') return before
  const after = skipBlank(text, before.end + 1)
  return { comment: [before.comment, after.comment].join(' ').trim(), end: after.end }
}
