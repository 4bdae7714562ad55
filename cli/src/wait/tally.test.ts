import { describe, expect, it } from 'vitest'
import { sampleEvent, sampleRun } from '../testing/samples.ts'
import { isClean, tallyOf } from './tally.ts'

describe('tallyOf', () => {
  it('counts runs by state and matches each answer with its run', () => {
    const runs = [sampleRun(1, 'a'), sampleRun(2, 'b'), sampleRun(3, null, 'failed')]
    const answers = [
      sampleEvent(11, 'a', 1),
      sampleEvent(12, 'b', 2),
      sampleEvent(13, 'z', 99),
      sampleEvent(14, 'z'),
    ]
    const tally = tallyOf(runs, answers)
    expect(tally).toEqual({
      runs: { total: 3, by_state: { succeeded: 2, failed: 1 } },
      events_with_runs: 3,
      answers: {
        delivered: 2,
        runs_with_one: 2,
        runs_with_none: 1,
        runs_with_several: 0,
        other_visitor: 0,
      },
    })
    expect(isClean(tally)).toBe(false)
  })

  it('finds answers that came twice or went astray', () => {
    const tally = tallyOf(
      [sampleRun(1, 'a'), sampleRun(2, 'b')],
      [1, 1, 2].map((run, n) => sampleEvent(10 + n, 'a', run)),
    )
    expect(tally.answers).toMatchObject({ delivered: 3, runs_with_several: 1, other_visitor: 1 })
    expect(isClean(tally)).toBe(false)
  })

  it('is clean when all succeeded, with defaults or without', () => {
    const runs = [sampleRun(1, 'a'), sampleRun(2, 'b', 'succeeded_with_defaults')]
    expect(isClean(tallyOf(runs, [sampleEvent(11, 'a', 1)]))).toBe(true)
    expect(isClean(tallyOf([], []))).toBe(true)
  })
})
