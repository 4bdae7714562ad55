import { expect, it } from 'vitest'
import { describeSlot } from './describe-slot.ts'
import type { Schema } from './schema.ts'

it.each<[string, Schema]>([
  ['integer between 0 and 100', { type: 'integer', minimum: 0, maximum: 100 }],
  ['an integer from 1 to 5', { type: 'integer', minimum: 1, maximum: 5 }],
  ['0-100', { type: 'integer', minimum: 0, maximum: 100 }],
  ['-5 to 5', { type: 'integer', minimum: -5, maximum: 5 }],
  ['number between 0 and 1', { type: 'number', minimum: 0, maximum: 1 }],
  ['0.0-1.0', { type: 'number', minimum: 0, maximum: 1 }],
  ['float', { type: 'number' }],
  ['integer', { type: 'integer' }],
  ['string', { type: 'string' }],
  ['short sentence of 10-20 words', { type: 'string' }],
  ['text, max 80 characters', { type: 'string', maxLength: 80 }],
  ['boolean', { type: 'boolean' }],
  ['true|false', { type: 'boolean' }],
  ['true or false', { type: 'boolean' }],
  ['one of: a, b, c', { enum: ['a', 'b', 'c'] }],
  ['one of "low", "high"', { enum: ['low', 'high'] }],
  ['a|b|c', { enum: ['a', 'b', 'c'] }],
  ['low, medium or high', { enum: ['low', 'medium', 'high'] }],
  ['low/medium/high', { enum: ['low', 'medium', 'high'] }],
  ['1 | 2 | 3', { enum: [1, 2, 3] }],
  ['string | null', { type: 'string' }],
  ['ISO date', { type: 'string', format: 'date' }],
  ['YYYY-MM-DD', { type: 'string', format: 'date' }],
  ['ISO 8601 timestamp', { type: 'string', format: 'date-time' }],
  ['email address', { type: 'string', format: 'email' }],
  ['UUID', { type: 'string', format: 'uuid' }],
  ['URL of the product', { type: 'string', format: 'uri' }],
  ['list of strings', { type: 'array', items: { type: 'string' } }],
  [
    'array of integers between 1 and 3',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 3 } },
  ],
  ['string[]', { type: 'array', items: { type: 'string' } }],
  ['list of up to 3 tags', { type: 'array', items: { type: 'string' }, maxItems: 3 }],
  ['list of 2-4 words', { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 4 }],
  ['null', { type: 'null' }],
  ['object', { type: 'object' }],
  ['the customer’s first name', { type: 'string' }],
])('%s', (text, schema) => {
  expect(describeSlot(text)).toMatchObject(schema)
})
