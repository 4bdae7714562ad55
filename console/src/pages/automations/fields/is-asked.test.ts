import { expect, it } from 'vitest'
import { readFieldSchema } from './field-schema.ts'
import { isAsked } from './is-asked.ts'

const schema = readFieldSchema({
  properties: {
    task: { type: 'string' },
    session: { type: 'string', enum: ['step', 'record'], default: 'step' },
    record_key: { type: 'string', only_with: { session: 'record' } },
    step_note: { type: 'string', only_with: { session: 'step' } },
  },
})

it.each([
  ['task', {}, true],
  ['record_key', {}, false],
  ['record_key', { session: 'step' }, false],
  ['record_key', { session: 'record' }, true],
  ['record_key', { session: 'step', record_key: '{{ id }}' }, true],
  ['record_key', { session: 'step', record_key: '' }, false],
  ['step_note', {}, true],
])('asks for %s beside %j: %s', (name, values, asked) => {
  expect(isAsked(name, schema, values)).toBe(asked)
})
