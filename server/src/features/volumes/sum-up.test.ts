import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sumUp } from './sum-up.ts'

const hourMs = 3_600_000
const counted = fc.record({
  streamId: fc.constantFrom('str_a', 'str_b'),
  subject: fc.constantFrom('src_1', 'src_2'),
  at: fc.integer({ min: 0, max: 3 * hourMs }).map((ms) => new Date(ms)),
})

it('counts every event once, in its hour, with the time of the last', () => {
  fc.assert(
    fc.property(fc.array(counted), (events) => {
      const sums = sumUp(events)
      expect(new Set(sums.map(({ streamId, subject, hour }) => `${streamId} ${subject} ${hour}`)).size).toBe(sums.length) // prettier-ignore
      for (const { streamId, subject, hour, ...sum } of sums) {
        const own = events
          .filter((one) => one.streamId === streamId && one.subject === subject)
          .map(({ at }) => at.getTime())
          .filter((time) => time >= hour && time < hour + hourMs)
        expect(sum).toEqual({ events: own.length, lastAt: Math.max(...own) })
      }
      expect(sums.reduce((all, { events: some }) => all + some, 0)).toBe(events.length)
    }),
  )
})

it('gives the same order whatever the order of the events', () => {
  fc.assert(
    fc.property(fc.array(counted), (events) => {
      expect(sumUp(events.toReversed())).toEqual(sumUp(events))
    }),
  )
})
