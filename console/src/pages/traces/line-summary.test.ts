import { expect, it } from 'vitest'
import { lineSummary } from './line-summary.ts'

it.each([
  [{ feeds: ['All Events', 'Carts'] }, 'All Events · Carts'],
  [{ feeds: [] }, undefined],
  [{ audience: 'At risk' }, 'At risk'],
  [{ attribute: 'cart_value', reason: '"a lot" is no number.' }, 'cart_value: "a lot" is no number.'],
  [{ reason: 'Cancelled by hand' }, 'Cancelled by hand'],
  [{ findings: ['coupon is missing', 'sum is not a number'] }, 'coupon is missing · sum is not a number'],
  [{ runs: ['run_1'], suppressed: [{ automation: 'Offer', reason: 'Too soon.' }], delayed: [{ automation: 'Thanks', until: '2026-03-01T12:00:00.000Z' }] }, 'Offer: Too soon. · Thanks until 2026-03-01T12:00:00.000Z'],
  [{ findings: ['a', 'b', 'c', 'd', 'e'] }, 'a · b · c · 2 more'],
  [{ visitor: 'known', stitched: 'anon', by: 'C-4711' }, 'anon into known'],
  [{ payload: { reason: 'none' } }, undefined],
  [{ reason: { of: 'something else' } }, undefined],
  [undefined, undefined],
])('says of %j: %s', (detail, summary) => {
  expect(lineSummary(detail)).toBe(summary)
}) // prettier-ignore
