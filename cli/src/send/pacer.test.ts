import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPacer } from './pacer.ts'

describe('createPacer', () => {
  it('never lets more through than the rate, however the batches come', () => {
    const steps = fc.array(
      fc.record({ events: fc.integer({ min: 1, max: 50 }), after: fc.nat(500) }),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 1000 }), (requests, rate) => {
        const pacer = createPacer(rate)
        let now = 0
        let sent = 0
        let first: number | undefined
        for (const { events, after } of requests) {
          now += after
          now += pacer.reserve(events, now)
          first ??= now
          // What was sent before this batch has had its time.
          expect((now - first) * rate).toBeGreaterThanOrEqual(sent * 1000 - 0.001)
          sent += events
        }
      }),
    )
  })

  it('does not wait without a rate', () => {
    expect(createPacer(undefined).reserve(1000, 0)).toBe(0)
  })
})
