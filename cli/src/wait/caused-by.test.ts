import { describe, expect, it } from 'vitest'
import { eventId, sampleEvent, sampleRun } from '../testing/samples.ts'
import { earliestRun, isCausedBy, isNewEvent } from './caused-by.ts'

const baseline = {
  newest_event_id: eventId(5),
  newest_event_at: '2026-06-01T12:00:00.000Z',
  hour: '2026-06-01T12:00:00.000Z',
  processed: 0,
}
const nothingBefore = { ...baseline, newest_event_id: null, newest_event_at: null }
const visitors = new Set(['a', null])

describe('isCausedBy', () => {
  it.each([
    ['a run of a newer event about one of the visitors', sampleRun(6, 'a'), baseline, true],
    ['a run of an event without a visitor', sampleRun(6, null), baseline, true],
    ['a run about someone else', sampleRun(6, 'b'), baseline, false],
    ['a run of an event from before', sampleRun(5, 'a'), baseline, false],
    ['any run when there was nothing before', sampleRun(1, 'a'), nothingBefore, true],
    ['a run of an audience', { ...sampleRun(6, 'a'), trigger: { type: 'audience' as const, event_id: eventId(6), visitor_id: 'a' } }, baseline, true],
    ['a replay', { ...sampleRun(6, 'a'), trigger: { type: 'replay' as const, event_id: eventId(6), visitor_id: 'a' } }, baseline, false],
  ])('judges %s', (_name, run, given, expected) => {
    expect(isCausedBy(run, visitors, given)).toBe(expected)
  }) // prettier-ignore
})

describe('isNewEvent', () => {
  it('asks for age and visitor', () => {
    expect(isNewEvent(sampleEvent(6, 'a'), visitors, baseline)).toBe(true)
    expect(isNewEvent(sampleEvent(6, 'b'), visitors, baseline)).toBe(false)
    expect(isNewEvent(sampleEvent(4, 'a'), visitors, baseline)).toBe(false)
  })
})

describe('earliestRun', () => {
  it('leaves room for clocks that disagree', () => {
    expect(earliestRun(baseline)).toBe('2026-06-01T11:59:00.000Z')
    expect(earliestRun(nothingBefore)).toBeUndefined()
  })
})
