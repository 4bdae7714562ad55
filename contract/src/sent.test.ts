import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { enrichment } from './enrichment.ts'
import { routes } from './routes/index.ts'
import { sent } from './sent.ts'

const unknown = 'no_such_member'
const codesOf = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ code, path }) => [code, path])

describe('an unknown member is refused', () => {
  const leaf = z.object({ a: z.string() })
  const slip = { a: 'x', [unknown]: 1 }
  test.each<[string, z.ZodType, unknown, PropertyKey[]]>([
    ['in an object', leaf, slip, []],
    ['in an object of an object', z.object({ o: leaf }), { o: slip }, ['o']],
    ['in a list', z.array(leaf), [slip], [0]],
    ['in a pair', z.tuple([leaf], leaf), [{ a: 'x' }, slip], [1]],
    ['in a map', z.record(z.string(), leaf), { k: slip }, ['k']],
    ['behind a default', z.object({ o: leaf.default({ a: 'd' }) }), { o: slip }, ['o']],
    ['behind a prefault', leaf.prefault({ a: 'd' }), slip, []],
    ['where null is allowed', leaf.nullable().optional(), slip, []],
    ['where a name is chosen', z.discriminatedUnion('t', [leaf.extend({ t: z.literal('x') })]), { ...slip, t: 'x' }, []], // prettier-ignore
    ['before a change', leaf.pipe(z.transform(() => 1)), slip, []],
    ['beside a rule', leaf.refine(() => true), slip, []],
    ['with words of its own', leaf.describe('Words'), slip, []],
    ['in what holds itself', treeOf(), { leaves: [{ leaves: [{ leaves: [], [unknown]: 1 }] }] }, ['leaves', 0, 'leaves', 0]], // prettier-ignore
  ])('%s', (_name, schema, value, path) => {
    expect(schema.safeParse(value).success).toBe(true)
    expect(codesOf(sent(schema), value)).toEqual([['unrecognized_keys', path]])
  })

  test('in the branch of a union that was meant', () => {
    expect(sent(z.union([leaf, z.number()])).safeParse(slip).success).toBe(false)
  })
})

function treeOf(): z.ZodType {
  const tree: z.ZodType = z.lazy(() => z.object({ leaves: z.array(tree) }))
  return tree
}

describe('all else stays', () => {
  test('what a map or an open object holds', () => {
    const open = z.object({ map: z.record(z.string(), z.unknown()), loose: z.looseObject({}) })
    const value = { map: { [unknown]: { deep: 1 } }, loose: { [unknown]: 2 } }
    expect(sent(open).parse(value)).toEqual(value)
  })

  test('rules, words and defaults, each time made anew', () => {
    const schema = z
      .object({ list: z.array(z.object({})).default([]) })
      .refine(({ list }) => list.length < 2, 'must be short')
      .describe('Words')
    const strict = sent(schema)
    expect(strict.description).toBe('Words')
    expect(strict.safeParse({ list: [{}, {}] }).error?.issues[0]?.message).toBe('must be short')
    expect(strict.parse({}).list).not.toBe(strict.parse({}).list)
  })

  test('the same schema gives the same, and a strict one itself', () => {
    const schema = z.object({ a: z.string() })
    expect(sent(schema)).toBe(sent(schema))
    expect(sent(sent(schema))).toBe(sent(schema))
    expect(sent(z.string().optional())).not.toBe(schema)
  })

  test('a schema without objects is left as it is', () => {
    const schema = z.array(z.string().optional()).nullable()
    expect(sent(schema)).toBe(schema)
  })
})

test('what is read may hold more, which is left out', () => {
  const more = { gone: true }
  const asked = { scope: 'visitor', attribute: 'total', operator: 'is_assigned' } as const
  const made = { kind: 'set', to: { scope: 'event', attribute: 'total' } } as const
  const stored = {
    ...more,
    condition: { all: [{ any: [{ ...asked, ...more }], ...more }], ...more },
    change: { ...made, to: { ...made.to, ...more }, ...more },
  }
  expect(enrichment.parse(stored)).toEqual({
    when: 'any_event',
    condition: { all: [{ any: [asked] }] },
    change: made,
  })
  expect(codesOf(sent(enrichment), stored)).toHaveLength(6)
})

/** Each object with named members that a JSON Schema holds, and where. */
function objectsIn(schema: unknown, path = ''): { path: string; closed: boolean }[] {
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.entries(schema).flatMap(([name, held]) => objectsIn(held, `${path}/${name}`))
  if (!('properties' in schema) || !('type' in schema)) return inner
  return [{ path, closed: 'additionalProperties' in schema && schema.additionalProperties === false }, ...inner] // prettier-ignore
}

const parts = Object.entries(routes).flatMap(([name, route]) => [
  ...('query' in route ? [[`the query of ${name}`, route.query] as const] : []),
  ...('body' in route ? [[`the body of ${name}`, route.body] as const] : []),
])

test.each(parts)('%s knows all that it takes, at every depth', (_name, schema) => {
  const objects = objectsIn(z.toJSONSchema(schema, { io: 'input' }))
  expect(objects.length).toBeGreaterThan(0)
  expect(objects.filter(({ closed }) => !closed)).toEqual([])
  expect(codesOf(schema, { [unknown]: 1 }).filter(([code]) => code === 'unrecognized_keys')).toEqual([['unrecognized_keys', []]]) // prettier-ignore
})
