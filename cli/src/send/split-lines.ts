import type { Piece, Splitter } from './splitter.ts'
import { tooLong } from './too-long.ts'

/** Cuts JSON lines. Empty lines do not count as pieces. */
export function lineSplitter(maxLength: number): Splitter {
  let held = ''
  let line = 1
  let number = 0

  const pieceOf = (text: string): Piece[] => {
    const trimmed = text.trim()
    const at = line
    line += 1
    return trimmed === '' ? [] : [{ text: trimmed, line: at, number: (number += 1) }]
  }

  return {
    push(chunk) {
      const lines = (held + chunk).split('\n')
      held = lines.pop() ?? ''
      const pieces = lines.flatMap(pieceOf)
      if (held.length > maxLength) throw tooLong(line, maxLength)
      return pieces
    },
    end: () => pieceOf(held),
  }
}
