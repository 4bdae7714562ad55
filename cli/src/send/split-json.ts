import { arraySplitter } from './split-array.ts'
import { lineSplitter } from './split-lines.ts'
import type { Piece, Splitter } from './splitter.ts'

/** Cuts JSON lines or the elements of one JSON array: an array begins with a bracket. */
export function jsonSplitter(maxLength: number): Splitter {
  let chosen: Splitter | undefined
  let blank = ''
  return {
    push(chunk): Piece[] {
      if (chosen) return chosen.push(chunk)
      blank += chunk
      const first = blank.trimStart()[0]
      if (first === undefined) return []
      chosen = first === '[' ? arraySplitter(maxLength) : lineSplitter(maxLength)
      return chosen.push(blank)
    },
    end: () => chosen?.end() ?? [],
  }
}
