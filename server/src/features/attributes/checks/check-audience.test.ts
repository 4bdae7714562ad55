import type { ProfileCondition } from '@outcrop/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkAudience } from './check-audience.ts'
import { attributesAsked } from './uses.ts'
import { anyCondition } from './testing/any-enrichment.ts'
import { known } from './testing/known.ts'

const asked: ProfileCondition = { scope: 'visitor', attribute: 'a_number', operator: 'is_assigned' }

it.each<[ProfileCondition, string]>([
  [
    { any: [asked, { scope: 'event', attribute: 'total', operator: 'is_assigned' }] },
    'An audience holds between events too, so it cannot ask about "total" of an event. Keep it in an attribute of the visitor or the visit, and ask about that.',
  ],
  [
    { ...asked, operator: 'has_changed' },
    'An audience holds between events too, so it cannot ask whether "a_number" has changed. Let an enrichment keep that in an attribute, and ask about that.',
  ],
])('%j is no condition of an audience', (condition, message) => {
  expect(checkAudience(condition, known)).toEqual([{ path: 'condition', message }])
})

/** Groups in groups, and a comparison in the innermost. */
function nested(depth: number): ProfileCondition {
  if (depth === 0) return asked
  return depth % 2 === 0 ? { any: [nested(depth - 1)] } : { all: [nested(depth - 1)] }
}

it('groups lie at most 20 deep in each other', () => {
  expect(checkAudience(nested(20), known)).toEqual([])
  expect(checkAudience({ all: [asked, nested(20)] }, known)).toEqual([
    {
      path: 'condition',
      message: 'Groups lie more than 20 deep in each other. Make it flatter.',
    },
  ])
})

it('a condition has at most a hundred regular expressions', () => {
  const one = { scope: 'visitor', attribute: 'a_string', operator: 'matches', value: 'a' } as const
  const many = (count: number) => ({ any: [{ all: Array.from({ length: count }, () => one) }] })
  expect(checkAudience(many(100), known)).toEqual([])
  expect(checkAudience(many(101), known)).toEqual([
    {
      path: 'condition',
      message: 'It has 101 regular expressions, and 100 are the most. Use fewer.',
    },
  ])
})

it('any condition on what is there is fine, and fails with the attributes that it asks about only', () => {
  fc.assert(
    fc.property(anyCondition, fc.constantFrom(...known.keys()), (condition, gone) => {
      const onEvent = JSON.stringify(condition).includes('"event"')
      expect(checkAudience(condition, known).length > 0).toBe(onEvent)
      fc.pre(!onEvent)
      const left = new Map([...known].filter(([name]) => name !== gone))
      expect(checkAudience(condition, left).length > 0).toBe(attributesAsked(condition).has(gone))
    }),
    { numRuns: 500 },
  )
})
