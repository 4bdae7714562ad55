import { describe, expect, it } from 'vitest'
import { judgeWait, looked, type Look, type Waiting } from './judge-wait.ts'

/** What was processed, and whether a run was unfinished. */
type Seen = readonly [processed: number, isUnfinished: boolean]

/** Looks every half second. */
function after(looks: readonly Seen[]): Waiting {
  let waiting: Waiting | undefined
  for (const [index, [processed, isUnfinished]] of looks.entries()) {
    const look: Look = { atMs: index * 500, processed, isUnfinished }
    waiting = looked(waiting, look)
  }
  if (!waiting) throw new Error('There must be a look.')
  return waiting
}
const times = (count: number, seen: Seen): Seen[] => Array.from({ length: count }, () => seen)

describe('judgeWait', () => {
  it.each<[string, Seen[], boolean, string]>([
    ['events are still processed', [[5, false], [8, false]], false, 'wait'],
    ['all are processed, but only just', [[9, false], [10, false]], false, 'wait'],
    ['all are processed and nothing moves', times(4, [10, false]), false, 'done'],
    ['a run has not ended', times(90, [10, true]), false, 'wait'],
    ['a run has only just ended', [...times(5, [10, true]), [10, false]], false, 'wait'],
    ['answers are processed too', [...times(4, [10, false]), [12, false]], false, 'wait'],
    ['fewer come than were sent', times(7, [4, false]), false, 'recount'],
    ['fewer come than were counted, for a while', times(30, [4, false]), true, 'wait'],
    ['fewer come than were counted, for long', times(61, [4, false]), true, 'stalled'],
  ])('when %s', (_name, looks, isCounted, expected) => {
    expect(judgeWait(after(looks), { expected: 10, isCounted })).toBe(expected)
  }) // prettier-ignore
})
