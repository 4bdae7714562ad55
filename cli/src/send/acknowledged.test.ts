import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acknowledge, isAcknowledged, nothingAcknowledged } from './acknowledged.ts'

describe('acknowledge', () => {
  it('remembers exactly the acknowledged batches, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 })), (batches) => {
        const state = batches.reduce(acknowledge, nothingAcknowledged)
        const known = Array.from({ length: 32 }, (_, batch) => batch).filter((batch) =>
          isAcknowledged(state, batch),
        )
        expect(known).toEqual([...new Set([0, ...batches])].toSorted((a, b) => a - b))
      }),
    )
  })

  it('keeps nothing beyond the first gap once the gap is closed', () => {
    const state = [3, 1, 4, 2].reduce(acknowledge, nothingAcknowledged)
    expect(state).toEqual({ up_to: 4, beyond: [] })
  })
})
