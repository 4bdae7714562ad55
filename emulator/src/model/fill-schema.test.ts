import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../json.ts'
import { fillSchema } from './fill-schema.ts'
import { promptData } from './prompt-data.ts'
import { readSchema } from './schema.ts'
import { signalScore } from './signal-score.ts'
import { numberFrom } from '../testing/matchers.ts'

function fill(schema: JsonObject, facts: Json = {}): Json {
  const data = promptData([facts], '')
  return fillSchema(readSchema(schema), [], {
    data,
    score: signalScore(data),
    seed: JSON.stringify(facts),
    root: schema,
  })
}

const key = fc.constantFrom(
  'score',
  'reason',
  'order_id',
  'tags',
  'email',
  'total',
  'is_vip',
  'churn_risk',
  'next_product',
  'x',
)

const range = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([low, span]) => ({ low, high: low + span }))

const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'null' },
  ),
  fc
    .constantFrom('date', 'date-time', 'email', 'uuid', 'ipv4')
    .map((format): JsonObject => ({ type: 'string', format })),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1 })
    .map((members): JsonObject => ({ enum: members })),
  fc.oneof(fc.string(), fc.integer()).map((value): JsonObject => ({ const: value })),
  range.map(({ low, high }): JsonObject => ({ type: 'integer', minimum: low, maximum: high })),
  range.map(({ low, high }): JsonObject => ({
    type: 'number',
    exclusiveMinimum: low,
    maximum: high,
  })),
  fc
    .integer({ min: 1, max: 20 })
    .map((step): JsonObject => ({ type: 'integer', minimum: 0, maximum: 100, multipleOf: step })),
  fc.tuple(fc.nat(20), fc.nat(50)).map(([least, more]): JsonObject => ({
    type: 'string',
    minLength: least,
    maxLength: least + more,
  })),
)

const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.dictionary(key, tie('schema'), { maxKeys: 4 }).map((properties): JsonObject => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    })),
    fc.tuple(tie('schema'), fc.nat(4), fc.nat(3)).map(([items, least, more]): JsonObject => ({
      type: 'array',
      items,
      minItems: least,
      maxItems: least + more,
    })),
    fc
      .tuple(tie('schema'), leaf)
      .map(([first, second]): JsonObject => ({ anyOf: [first, second] })),
  ),
}))

const facts = fc.dictionary(
  key,
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
)

describe('fillSchema', () => {
  it('always satisfies the schema, whatever the data says', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    fc.assert(
      fc.property(schema, facts, (wanted, known) => {
        const value = fill(wanted, known)
        expect(ajv.validate(wanted, value), `${ajv.errorsText()} in ${JSON.stringify(value)}`).toBe(
          true,
        )
        expect(fill(wanted, known)).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, JsonObject, RegExp]>([
    ['date', { type: 'string', format: 'date' }, /^\d{4}-\d\d-\d\d$/],
    ['date-time', { type: 'string', format: 'date-time' }, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    ['email', { type: 'string', format: 'email' }, /^[^@\s]+@[^@\s]+\.[a-z]+$/],
    [
      'uuid',
      { type: 'string', format: 'uuid' },
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['duration', { type: 'string', format: 'duration' }, /^P\d+D$/],
    ['uri', { type: 'string', format: 'uri' }, /^https:\/\/example\.com\/\w+$/],
    ['ipv6', { type: 'string', format: 'ipv6' }, /^2001:db8::[0-9a-f]{4}$/],
  ])('writes a %s', (_, wanted, pattern) => {
    expect(fill(wanted)).toMatch(pattern)
  })

  it('takes values of the data that fit, wherever they are', () => {
    const wanted = {
      type: 'object',
      properties: {
        orderId: { type: 'string' },
        items: { type: 'integer' },
        vip: { type: 'boolean' },
        email: { type: 'string', format: 'email' },
      },
    }
    expect(
      fill(wanted, {
        customer: { vip: true, mail: 'Zoë <zoe@example.org>' },
        order_id: 77,
        items: '4',
      }),
    ).toEqual({
      orderId: '77',
      items: 4,
      vip: true,
      email: 'zoe@example.org',
    })
  })

  it('does not take values that do not fit', () => {
    const wanted = {
      type: 'object',
      properties: { score: { type: 'integer', minimum: 0, maximum: 10 } },
    }
    expect(fill(wanted, { score: 99 })).toEqual({
      score: numberFrom(0, 10),
    })
  })

  it('follows references, and stops at recursion', () => {
    const wanted = {
      type: 'object',
      properties: { next: { $ref: '#' }, name: { type: 'string' } },
      required: ['name'],
    }
    expect(JSON.stringify(fill(wanted)).length).toBeLessThan(2000)
  })

  it('judges higher what looks better, and risk the other way round', () => {
    const wanted = {
      type: 'object',
      properties: { purchase_score: { type: 'integer' }, churn_risk: { type: 'number' } },
    }
    const good = fill(wanted, { total_orders: 9, cart: 'full', lifetime_value: 800 })
    const bad = fill(wanted, { returns: 6, complaints: 3, refunds: 2 })
    const read = (value: Json, name: string): number =>
      Number(new Map(Object.entries(value ?? {})).get(name))
    expect(read(good, 'purchase_score')).toBeGreaterThan(read(bad, 'purchase_score'))
    expect(read(good, 'churn_risk')).toBeLessThan(read(bad, 'churn_risk'))
  })
})

it.each<[string, JsonObject]>([
  ['what a number can hold exactly', { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }],
  ['32 bits', { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }],
])('takes bounds of %s for none', (_, bounds) => {
  const schema = { type: 'object', properties: { days: { type: 'integer', ...bounds }, level: { type: 'integer', ...bounds } }, required: ['days', 'level'] }
  expect(fill(schema)).toEqual({ days: numberFrom(1, 10), level: numberFrom(0, 100) })
}) // prettier-ignore

it('keeps large bounds that mean something', () => {
  const at = { type: 'integer', minimum: 1_700_000_000_000 }
  const schema = { type: 'object', properties: { at }, required: ['at'] }
  expect(fill(schema)).toEqual({ at: numberFrom(1_700_000_000_000, Infinity) })
})
