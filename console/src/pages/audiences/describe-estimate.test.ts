import { expect, it } from 'vitest'
import { describeEstimate } from './describe-estimate.ts'

it('says whether visitors were counted or reckoned', () => {
  expect(describeEstimate({ size: 1200, is_estimate: false, looked: 4000, total: 4000 })).toBe(
    'It takes in 1,200 of 4,000 visitors now.',
  )
  expect(describeEstimate({ size: 0, is_estimate: false, looked: 1, total: 1 })).toBe(
    'It takes in 0 of 1 visitor now.',
  )
  expect(describeEstimate({ size: 1200, is_estimate: true, looked: 5000, total: 90_000 })).toBe(
    'It takes in about 1,200 of 90,000 visitors now, reckoned from a sample of 5,000.',
  )
})
