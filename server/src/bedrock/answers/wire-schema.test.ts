import { output } from '@outcrop/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaintsAbout } from './complaints.ts'
import type { JsonSchema } from './json-schema.ts'
import { schemaOf } from './schema-of.ts'
import { wireSchema } from './wire-schema.ts'

const schema = (given: unknown): JsonSchema => schemaOf(output.parse(given)) ?? {}
const structured = (...fields: unknown[]) => schema({ type: 'structured', fields })
const inside = (nested: unknown, type = 'object') => structured({ name: 'x', type, schema: nested })
const closed = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

describe('bounds leave the wire and stay here', () => {
  const bounded = structured({ name: 'score', type: 'integer', minimum: 0, maximum: 100, description: 'Likelihood' }) // prettier-ignore

  test('as words for the model', () => {
    expect(wireSchema(bounded)).toEqual(
      closed({
        score: { type: 'integer', description: 'Likelihood (at least 0, at most 100)' },
      }),
    )
  })

  test('and as a rule for its answer', () => {
    expect(complaintsAbout({ score: 101 }, bounded)).toEqual(['score must be <= 100'])
  })
})

describe('is said in the subset', () => {
  test.each<[string, JsonSchema, Record<string, unknown>]>([
    ['choices', structured({ name: 'x', type: 'string', choices: ['a', 'b'] }), { type: 'string', enum: ['a', 'b'] }],
    ['a list of choices', structured({ name: 'x', type: 'array', choices: ['a'] }), { type: 'array', items: { type: 'string', enum: ['a'] } }],
    ['a list of anything', structured({ name: 'x', type: 'array' }), { type: 'array' }],
    ['an object without a word on other members', inside({ properties: { n: { type: 'number' } }, required: ['n'] }), closed({ n: { type: 'number' } })],
    ['lengths and patterns', inside({ items: { type: 'string', minLength: 2, pattern: '^a' } }, 'array'), { type: 'array', items: { type: 'string', description: '(characters at least: 2)' } }],
    ['many items', inside({ minItems: 3, items: { type: 'string' } }, 'array'), { type: 'array', description: '(items at least: 3)', items: { type: 'string' }, minItems: 1 }],
    ['references', inside({ $defs: { part: { type: 'string' } }, items: { $ref: '#/$defs/part' } }, 'array'), { type: 'array', items: { type: 'string' } }],
    ['one of several', inside({ items: { oneOf: [{ type: 'string' }, { type: 'null' }] } }, 'array'), { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }],
    ['a known format', inside({ items: { type: 'string', format: 'date' } }, 'array'), { type: 'array', items: { type: 'string', format: 'date' } }],
    ['an unknown format', inside({ items: { type: 'string', format: 'iban' } }, 'array'), { type: 'array', items: { type: 'string' } }],
    ['a constant', inside({ items: { const: 7 } }, 'array'), { type: 'array', items: { const: 7 } }],
    ['members named like keywords', inside({ properties: { enum: { type: 'string' }, $id: { type: 'string' } } }), { type: 'object', properties: { enum: { type: 'string' }, $id: { type: 'string' } }, required: [], additionalProperties: false }],
  ])('%s', (_, given, wanted) => {
    expect(wireSchema(given)).toEqual(closed({ x: wanted }))
  }) // prettier-ignore

  test('an event that may carry no other fields', () => {
    const event = schema({ type: 'event', other_fields: false })
    expect(wireSchema(event)).toEqual(closed({ tealium_event: { type: 'string' } }))
  })
})

describe('cannot be said in the subset', () => {
  test.each<[string, JsonSchema]>([
    ['an event with more fields than declared', schema({ type: 'event' })],
    ['an object of any members', structured({ name: 'x', type: 'object' })],
    ['open objects', inside({ properties: { n: {} }, additionalProperties: true })],
    ['members by pattern', inside({ properties: { n: { type: 'null' } }, patternProperties: { a: {} } })],
    ['recursion', inside({ properties: { next: { $ref: '#' } } })],
    ['recursion through a definition', inside({ $defs: { n: { type: 'object', properties: { n: { $ref: '#/$defs/n' } } } }, properties: { n: { $ref: '#/$defs/n' } } })],
    ['several schemas at once', inside({ items: { allOf: [{ type: 'string' }] } }, 'array')],
    ['anything', inside({ items: {} }, 'array')],
    ['values that are objects', inside({ items: { enum: [{}] } }, 'array')],
  ])('%s', (_, given) => {
    expect(wireSchema(given)).toBeNull()
  }) // prettier-ignore

  test('what references blow up without end', () => {
    const levels = Array.from({ length: 16 }, (_, n) => [
      `l${n}`,
      { type: 'object', properties: { a: { $ref: `#/$defs/l${n + 1}` }, b: { $ref: `#/$defs/l${n + 1}` } } }, // prettier-ignore
    ])
    const $defs = Object.fromEntries([...levels, ['l16', { type: 'string' }]])
    expect(wireSchema(inside({ $defs, properties: { a: { $ref: '#/$defs/l0' } } }))).toBeNull()
  })
})

describe('recursion is enforced here', () => {
  const tree = inside({
    properties: { label: { type: 'string' }, next: { $ref: '#' } },
    required: ['label'],
    additionalProperties: false,
  })

  test.each<[unknown, number]>([
    [{ label: 'a', next: { label: 'b' } }, 0],
    [{ label: 'a', next: { next: {} } }, 2],
  ])('%j', (x, count) => {
    expect(complaintsAbout({ x }, tree)).toHaveLength(count)
  })
})

test('whatever an author allows with named members, the wire allows too', () => {
  const scalar = fc.constantFrom('string', 'integer', 'number', 'boolean')
  const field = fc.record({ type: scalar, minimum: fc.option(fc.integer({ min: -9, max: 9 })) })
  const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), field, { minKeys: 1 })
  const value = fc.oneof(fc.string(), fc.integer({ min: -20, max: 20 }), fc.boolean())
  const ajv = new Ajv2020({ strict: false })
  fc.assert(
    fc.property(fields, fc.array(value, { minLength: 9, maxLength: 9 }), (given, values) => {
      const full = structured(
        ...Object.entries(given).map(([name, { type, minimum }]) => ({
          name,
          type,
          ...(minimum !== null && { minimum }),
        })),
      )
      const answer = Object.fromEntries(Object.keys(given).map((name, n) => [name, values[n % 9]]))
      if (complaintsAbout(answer, full).length > 0) return
      expect(ajv.validate(wireSchema(full) ?? {}, answer)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
