/** Where something in a text looks like a JSON object. */
export interface Located {
  readonly start: number
  readonly end: number
  /** False when its closing brace never came. */
  readonly closed: boolean
}

const quote = 34
const backslash = 92
const opening = 123
const closing = 125

/**
 * Finds the outermost `{…}` of a text in one pass, by counting braces. With `strings`, braces
 * between double quotes do not count; without, they do, which helps when quotes are out of balance.
 */
export function locateObjects(text: string, { strings }: { strings: boolean }): Located[] {
  const { spans, open, inString } = scan(text, strings)
  const unclosed = open.find((start) => /^\{\s*["'“]/.test(text.slice(start, start + 200)))
  if (unclosed === undefined) return spans
  // What is closed inside of an object that is not is a part of the answer, never the answer.
  const before = spans.filter((span) => span.end <= unclosed)
  // Without regard to strings nobody knows whether it was cut in the middle of one.
  if (inString || !strings) return before
  return [...before, { start: unclosed, end: endOf(text, unclosed), closed: false }]
}

/** Whether a brace is followed by what begins an object, rather than by prose. */
export function beginsObject(text: string, start: number): boolean {
  return /^\{\s*(?:\\?["'“]|\}|[A-Za-z_$][\w$]*\s*:)/.test(text.slice(start, start + 200))
}

interface Scan {
  readonly spans: Located[]
  readonly open: number[]
  readonly inString: boolean
}

function scan(text: string, strings: boolean): Scan {
  const spans: Located[] = []
  const open: number[] = []
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (inString) {
      if (character === backslash) at += 1
      else if (character === quote) inString = false
    } else if (character === quote) inString = strings && open.length > 0
    else if (character === opening) open.push(at)
    else if (character === closing) close(spans, open.pop(), at + 1)
  }
  return { spans, open, inString }
}

/** Records a closed object and forgets the ones inside of it. */
function close(spans: Located[], start: number | undefined, end: number): void {
  if (start === undefined) return
  while ((spans.at(-1)?.start ?? -1) > start) spans.pop()
  spans.push({ start, end, closed: true })
}

/** An unclosed object ends with the code fence around it, or with the text. */
function endOf(text: string, start: number): number {
  const fence = text.indexOf('```', start)
  return fence === -1 ? text.length : fence
}
