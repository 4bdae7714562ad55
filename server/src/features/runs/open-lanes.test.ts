import { describe, expect, it } from 'vitest'
import { openLanes } from './open-lanes.ts'

const busy = (lane: string, count: number) => Array.from({ length: count }, () => ({ lane }))

describe('open lanes', () => {
  it('take what their limit and the process leave', () => {
    expect(openLanes([{ lane: 'a', max: 10 }, { lane: 'b', max: 100 }], busy('a', 4), 50)).toEqual([
      { lane: 'a', free: 6 },
      { lane: 'b', free: 46 },
    ]) // prettier-ignore
  })

  it('leave out a lane that is full', () => {
    expect(openLanes([{ lane: 'a', max: 3 }], busy('a', 3), 50)).toEqual([])
  })

  it('keep a few places for a lane although another fills the process', () => {
    const lanes = [
      { lane: 'slow', max: 1000 },
      { lane: 'quick', max: 1000 },
      { lane: 'narrow', max: 1 },
    ]

    expect(openLanes(lanes, [...busy('slow', 50), ...busy('quick', 2)], 50)).toEqual([
      { lane: 'quick', free: 3 },
      { lane: 'narrow', free: 1 },
    ])
  })
})
