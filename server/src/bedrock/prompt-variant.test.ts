import { expect, test } from 'vitest'
import { promptVariant } from './prompt-variant.ts'

const one = { name: 'one', templateType: 'TEXT', templateConfiguration: undefined } as const
const two = { ...one, name: 'two' }

test('the variant that AWS renders is the default one, wherever it stands in the list', () => {
  expect(promptVariant({ variants: [one, two], defaultVariant: 'two' })).toBe(two)
})

test('without a default it is the first, if there is one', () => {
  expect(promptVariant({ variants: [one, two] })).toBe(one)
  expect(promptVariant({ variants: [one], defaultVariant: 'gone' })).toBe(one)
  expect(promptVariant({})).toBeUndefined()
})
