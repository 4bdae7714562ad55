import { expect, it } from 'vitest'
import { propertyCompletions, variableCompletions } from './complete-variables.ts'

const variables = [
  { name: 'tealium_account', value: 'demo' },
  { name: 'event_payload', value: { order: { total: 12, items: [1] } } },
  { name: 'unread' },
]

it('offers every variable with a glance at its value', () => {
  expect(variableCompletions(variables)).toEqual([
    { label: 'tealium_account', type: 'variable', detail: '"demo"' },
    { label: 'event_payload', type: 'variable', detail: '{"order":{"total":12,"items":[1]}}' },
    { label: 'unread', type: 'variable' },
  ])
})

it('offers the members of an object, however deep', () => {
  expect(propertyCompletions(variables, ['event_payload', 'order'])).toEqual([
    { label: 'total', type: 'property', detail: '12' },
    { label: 'items', type: 'property', detail: '[1]' },
  ])
})

it.each([
  [['tealium_account']],
  [['event_payload', 'order', 'items']],
  [['nothing', 'here']],
  [['constructor']],
])('offers nothing under %j', (path) => {
  expect(propertyCompletions(variables, path)).toEqual([])
})

it('cuts a long value short', () => {
  const [completion] = variableCompletions([{ name: 'a', value: 'x'.repeat(100) }])
  expect(completion?.detail).toHaveLength(40)
})
