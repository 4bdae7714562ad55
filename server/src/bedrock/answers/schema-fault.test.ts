import { expect, test } from 'vitest'
import { schemaFault } from './schema-fault.ts'

test.each<[string, Record<string, unknown>]>([
  ['members', { properties: { sku: { type: 'string', format: 'uuid' } }, required: ['sku'] }],
  ['a pattern', { items: { type: 'string', pattern: '^[A-Z]{2}$' } }],
  ['recursion', { properties: { next: { $ref: '#' } } }],
  ['an unknown format', { items: { format: 'iban' } }],
  [
    'a dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'x', items: { type: 'string' } },
  ],
])('can be used: %s', (_, schema) => {
  expect(schemaFault(schema)).toBeUndefined()
})

test.each<[string, Record<string, unknown>, string]>([
  ['an unknown type', { items: { type: 'text' } }, 'not a valid JSON Schema'],
  ['a reference to elsewhere', { items: { $ref: 'https://example.com/x' } }, 'https://example.com/x'],
  ['a reference to nowhere', { items: { $ref: '#/$defs/none' } }, '#/$defs/none'],
  ['a reference with a stray %', { items: { $ref: '#/%' } }, '#/%'],
  ['a pattern that can take for ever', { pattern: '(?=a)b' }, 'not a valid JSON Schema'],
  ['a broken pattern', { pattern: '(' }, 'not a valid JSON Schema'],
  ['wrong bounds', { minimum: 'one' }, 'minimum'],
  ['too much', { description: 'x'.repeat(20_000) }, 'longer than'],
  ['too deep', JSON.parse(`${'{"items":'.repeat(40)}{}${'}'.repeat(40)}`), 'levels deep'],
])('cannot be used: %s', (_, schema, reason) => {
  expect(schemaFault(schema)).toContain(reason)
}) // prettier-ignore
