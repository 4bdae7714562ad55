import { InputError } from '../terminal/input-error.ts'
import type { Piece, Splitter } from './splitter.ts'
import { tooLong } from './too-long.ts'

/**
 * Cuts the elements of a JSON array as they are written, without parsing them: what is not JSON
 * inside an element is found when the element is read.
 */
export function arraySplitter(maxLength: number): Splitter {
  const scan = newScan()
  return {
    push(chunk) {
      const pieces: Piece[] = []
      let from = 0
      for (let index = 0; index < chunk.length; index += 1) {
        const step = advance(scan, chunk[index] ?? '')
        if (step === 'opened') from = index + 1
        if (step !== 'ended' && step !== 'closed') continue
        pieces.push(...finished(scan, chunk.slice(from, index), step))
        from = index + 1
      }
      scan.held += chunk.slice(from)
      if (scan.held.length > maxLength) throw tooLong(scan.beganAt || scan.line, maxLength)
      return pieces
    },
    end() {
      if (scan.isClosed) return []
      throw new InputError(
        'The JSON array is not closed: the input ends in the middle.',
        'Write or copy the file again.',
      )
    },
  }
}

interface Scan {
  depth: number
  isQuoted: boolean
  isEscaped: boolean
  isClosed: boolean
  line: number
  /** The line on which the present element begins; 0 before its first character. */
  beganAt: number
  number: number
  held: string
}

const newScan = (): Scan => ({
  depth: 0,
  isQuoted: false,
  isEscaped: false,
  isClosed: false,
  line: 1,
  beganAt: 0,
  number: 0,
  held: '',
})

type Step = 'inside' | 'opened' | 'ended' | 'closed'

/** Moves over one character; tells when it opens the array, ends an element or closes the array. */
function advance(scan: Scan, char: string): Step {
  if (char === '\n') scan.line += 1
  if (scan.isQuoted) return insideString(scan, char)
  if (char.trim() === '') return 'inside'
  if (scan.isClosed) {
    throw new InputError(`Line ${scan.line}: there is something after the end of the JSON array.`, 'Remove it, or send JSON lines.') // prettier-ignore
  }
  if (char === ',' && scan.depth === 1) return 'ended'
  if (char === '[' || char === '{') return opening(scan)
  if (char === ']' || char === '}') return closing(scan)
  scan.isQuoted = char === '"'
  began(scan)
  return 'inside'
}

function insideString(scan: Scan, char: string): Step {
  if (!scan.isEscaped && char === '"') scan.isQuoted = false
  scan.isEscaped = !scan.isEscaped && char === '\\'
  return 'inside'
}

function opening(scan: Scan): Step {
  if (scan.depth > 0) began(scan)
  scan.depth += 1
  return scan.depth === 1 ? 'opened' : 'inside'
}

function closing(scan: Scan): Step {
  scan.depth -= 1
  if (scan.depth > 0) return 'inside'
  scan.isClosed = true
  return 'closed'
}

function began(scan: Scan): void {
  if (scan.beganAt === 0) scan.beganAt = scan.line
}

/** The element that has just ended. An empty array has none. */
function finished(scan: Scan, rest: string, step: Step): Piece[] {
  const text = (scan.held + rest).trim()
  const line = scan.beganAt || scan.line
  scan.held = ''
  scan.beganAt = 0
  if (text === '' && step === 'closed' && scan.number === 0) return []
  scan.number += 1
  return [{ text, line, number: scan.number }]
}
