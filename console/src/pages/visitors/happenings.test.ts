import { expect, it } from 'vitest'
import { happeningsOf } from './happenings.ts'

const early = '2026-03-01T12:00:00.000Z'
const late = '2026-03-01T12:05:00.000Z'

it('reads the steps of a funnel in the order in which they were reached', () => {
  const steps = {
    carted: { timestamp: late, snapshot: { product: 'Tent', price: 129 } },
    viewed: { timestamp: early, snapshot: {} },
  }
  expect(happeningsOf({ completed: false, steps })).toEqual([
    { step: 'viewed', at: early, captured: '' },
    { step: 'carted', at: late, captured: 'product: Tent, price: 129' },
  ])
})

it('reads the entries of a timeline', () => {
  expect(happeningsOf([{ timestamp: early, snapshot: { topic: 'return' } }])).toEqual([
    { step: undefined, at: early, captured: 'topic: return' },
  ])
})

it('takes nothing else for either', () => {
  expect(happeningsOf({ shoes: 2 })).toBeUndefined()
  expect(happeningsOf('text')).toBeUndefined()
})
