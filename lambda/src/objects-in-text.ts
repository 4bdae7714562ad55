import { isObject, type JsonObject } from './json-object.ts'

export interface Found {
  /** In the order of the text. */
  readonly objects: readonly JsonObject[]
  /** Whether an object begins that never ends. */
  readonly cut: boolean
}

/** The outermost JSON objects of a text, whatever fences and prose are around them. */
export function objectsInText(text: string): Found {
  const { spans, open } = scan(text)
  const unclosed = open.find((start) => /^\{\s*"/.test(text.slice(start, start + 200)))
  // What is closed inside of an object that is not is a part of the answer, never the answer.
  const whole = spans.filter(([, end]) => unclosed === undefined || end <= unclosed)
  const objects = whole.map(([start, end]) => parsed(text.slice(start, end))).filter(isObject)
  return { objects, cut: unclosed !== undefined }
}

type Span = readonly [start: number, end: number]

/** One pass over the text. Quotes count inside of an object only: prose has lone ones. */
function scan(text: string): { spans: Span[]; open: number[] } {
  const spans: Span[] = []
  const open: number[] = []
  const token = /[{}"]/g
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{') open.push(match.index)
    else if (match[0] === '}') close(spans, open.pop(), token.lastIndex)
    else if (open.length > 0) token.lastIndex = endOfString(text, token.lastIndex)
  }
  return { spans, open }
}

/** Records an object and forgets the ones inside of it. */
function close(spans: Span[], start: number | undefined, end: number): void {
  if (start === undefined) return
  while ((spans.at(-1)?.[0] ?? -1) > start) spans.pop()
  spans.push([start, end])
}

/** Where the string that was opened before `from` is over; a string without an end ends the text. */
function endOfString(text: string, from: number): number {
  const token = /["\\]/g
  token.lastIndex = from
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') return token.lastIndex
    token.lastIndex += 1
  }
  return text.length
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
