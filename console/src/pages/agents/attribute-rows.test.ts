import { expect, it } from 'vitest'
import { attributesOf, nameFault } from './attribute-rows.ts'

const row = (name: string, value = 'x') => ({ name, value })

it('leaves out what has no name', () => {
  expect(attributesOf([row('tier', 'gold'), row('')])).toEqual({ tier: 'gold' })
})

it.each([
  ['nothing', [row('tier'), row('customer.id')], 1, null],
  ['nothing yet', [row('tier'), row('')], 1, null],
  ['a space', [row('two words')], 0, 'Letters, digits and _ . - only.'],
  ['a second one', [row('tier'), row('tier')], 1, 'There is one of this name above.'],
  ['no fault of the first of two', [row('tier'), row('tier')], 0, null],
])('finds %s', (_, rows, index, fault) => {
  expect(nameFault(rows, index)).toBe(fault)
})
