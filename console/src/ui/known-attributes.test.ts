import { expect, it } from 'vitest'
import { knownAttributes } from './known-attributes.ts'

it('names every attribute once, nested ones by their way', () => {
  const events = [
    { payload: { tealium_event: 'a', order: { total: 3, items: [{ id: 1 }] } } },
    { payload: { tealium_event: 'b', visitor: { address: { city: { name: 'Bern' } } } } },
  ]
  expect(knownAttributes(events)).toEqual([
    'order.items',
    'order.total',
    'tealium_event',
    'visitor.address.city.name',
  ])
})

it('stops where objects are too deep to choose from', () => {
  expect(knownAttributes([{ payload: { a: { b: { c: { d: { e: 1 } } } } } }])).toEqual(['a.b.c.d'])
})
