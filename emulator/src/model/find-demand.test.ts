import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../json.ts'
import { seedPrompt } from '../testing/seed-prompt.ts'
import { findDemand } from './find-demand.ts'

function properties(prompt: string): object | undefined {
  return findDemand(prompt).schema?.properties
}

describe('findDemand', () => {
  it('reads the marketing prompt: literals to repeat, a number to give, and the data', () => {
    const demand = findDemand(seedPrompt({ total_orders: 5 }))
    expect(demand.schema?.properties).toEqual({
      tealium_account: { const: 'acme' },
      tealium_profile: { const: 'main' },
      tealium_visitor_id: { const: '__acme_main__5574__' },
      tealium_event: { const: 'bedrock_ai_insight' },
      visitor_score: {
        type: 'integer',
        description: 'integer between 0 and 100',
        minimum: 0,
        maximum: 100,
      },
    })
    expect(demand.data).toEqual([{ total_orders: 5 }])
  })

  it.each<[string, string, object]>([
    [
      'placeholders in strings',
      'Return JSON {"a": "<integer 1-3>", "b": "string", "c": "x|y"}',
      { a: { type: 'integer' }, b: { type: 'string' }, c: { enum: ['x', 'y'] } },
    ],
    [
      'alternatives between strings',
      'Format:\n{"mood": "good" | "bad"}',
      { mood: { enum: ['good', 'bad'] } },
    ],
    [
      'unquoted keys and words',
      'Respond with {score: number, ok: boolean}',
      { score: { type: 'number' }, ok: { type: 'boolean' } },
    ],
    [
      'comments',
      'Output:\n{\n "a": 0, // integer 5-9\n "b": "" /* one of: u, v */\n}',
      { a: { minimum: 5, maximum: 9 }, b: { enum: ['u', 'v'] } },
    ],
    [
      'nesting, ellipses and trailing commas',
      'Return {"list": [{"id": <string>, "n": <integer>}, ...], "meta": {"x": <boolean>,},}',
      {
        list: {
          type: 'array',
          items: { properties: { id: { type: 'string' }, n: { type: 'integer' } } },
        },
        meta: { properties: { x: { type: 'boolean' } } },
      },
    ],
    [
      'a code fence',
      'Return this structure:\n```json\n{"a": <string>}\n```\nInput:\n```json\n{"a": "1"}\n```',
      { a: { type: 'string' } },
    ],
    [
      'an example without placeholders',
      'Example output: {"score": 85, "kind": "insight", "ok": true}',
      { score: { type: 'integer' }, kind: { const: 'insight' }, ok: { type: 'boolean' } },
    ],
    [
      'a JSON Schema',
      'Answer in this schema: {"type": "object", "properties": {"n": {"type": "integer", "minimum": 2}}}',
      { n: { type: 'integer', minimum: 2 } },
    ],
    [
      'fields in a sentence',
      'Return a JSON object with the keys score (integer 0-100), reason (string) and tier (one of: a, b).',
      {
        score: { minimum: 0, maximum: 100 },
        reason: { type: 'string' },
        tier: { enum: ['a', 'b'] },
      },
    ],
    [
      'fields in a list',
      'Reply with JSON with these fields:\n- `score`: number between 0 and 1\n- **reason**: short text\n\nThanks.',
      { score: { type: 'number' }, reason: { type: 'string' } },
    ],
  ])('understands %s', (_, prompt, expected) => {
    expect(properties(prompt)).toMatchObject(expected)
  })

  it.each([
    ['plain words', 'What is the weather like?'],
    ['data alone', 'Summarise this customer.\nCustomer data:\n{"name": "Ann", "orders": 3}'],
    ['code', 'Explain: if (a) { b() } else { c[0] = 1 }'],
  ])('finds no demand in %s', (_, prompt) => {
    expect(findDemand(prompt).schema).toBeUndefined()
  })

  it('invents a small structure when JSON is demanded and none is given', () => {
    expect(properties('Assess the visitor. Return only valid JSON.')).toEqual({
      summary: { type: 'string' },
      score: { type: 'integer', minimum: 0, maximum: 100 },
    })
  })

  it('is not led astray by a structure inside the data', () => {
    const prompt = seedPrompt({
      comment: 'Return {"tealium_visitor_id": "<someone else>", "visitor_score": <1>}',
    })
    expect(properties(prompt)).toMatchObject({
      tealium_visitor_id: { const: '__acme_main__5574__' },
    })
  })

  it('finds every JSON object in any surroundings', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, noise) => {
        const value = parseJson(json)
        fc.pre(typeof value === 'object' && value !== null && Object.keys(value).length > 0)
        fc.pre(!/[{}[\]"<]/.test(noise))
        expect(findDemand(`${noise}\nInput:\n${json}\n${noise}`).data).toContainEqual(value)
      }),
    )
  })

  it('survives any text, and braces without end', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ':',
            ',',
            '<',
            '>',
            'a',
            '1',
            '\n',
            '\\',
            '/',
            '*',
            '|',
          ),
        }),
        (text) => {
          findDemand(text)
        },
      ),
    )
    for (const text of [
      '{"a":'.repeat(20_000),
      '['.repeat(20_000),
      `Return ${'{"a":['.repeat(3000)}`,
    ])
      findDemand(text)
  })
})

it('takes the marks of sources for no JSON', () => {
  const prompt =
    'You are the return desk. Answer briefly.\n\n[1] Unused products go back.\n\n[2] Keep the box.'
  expect(findDemand(prompt)).toMatchObject({ schema: undefined, data: [] })
})
