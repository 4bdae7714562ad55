import { expect, it } from 'vitest'
import { likelySamples } from './likely-samples.ts'

const answer = { name: 'score', caused_by: { run_id: 'run', depth: 1 } }
const view = { name: 'page_view' }
const cart = { name: 'add_to_cart' }
const checkout = { name: 'checkout' }
const events = [answer, view, cart, checkout]

it('begins with the names that a feed asks for, and ends with answers', () => {
  const condition = {
    all: [
      { any: [{ attribute: 'tealium_event', operator: 'equals' as const, value: 'checkout' }] },
      { attribute: 'tealium_event', operator: 'does_not_equal' as const, value: 'page_view' },
    ],
  }
  expect(likelySamples(events, condition)).toEqual([checkout, view, cart, answer])
})

it('keeps the newest first where the feed asks for no name', () => {
  expect(likelySamples(events, { all: [] })).toEqual([view, cart, checkout, answer])
  expect(likelySamples(events, undefined)).toEqual([view, cart, checkout, answer])
})
