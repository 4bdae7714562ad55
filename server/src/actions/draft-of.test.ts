import { expect, test } from 'vitest'
import { z } from 'zod'
import { draftOf } from './draft-of.ts'

const schema = z.object({
  id: z.string().regex(/^prv_/),
  model: z.string().trim().min(1),
  parameters: z.array(z.object({ name: z.string().min(1) })).default([]),
  inference: z.object({ temperature: z.number().max(1).optional(), top_p: z.number().optional() }).default({}), // prettier-ignore
  whole: z.boolean().default(false),
  mode: z.enum(['a', 'b']).optional(),
  either: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]).optional(),
})
const blank = { id: '', model: '', parameters: [], inference: {}, whole: false, mode: undefined, either: undefined } // prettier-ignore

test.each<[string, unknown, object]>([
  ['nothing', undefined, blank],
  ['an empty input', {}, blank],
  ['a list', [1], blank],
  ['what is valid', { id: 'prv_1', model: ' m ', whole: true, mode: 'b', either: { b: 'x' } }, { ...blank, id: 'prv_1', model: 'm', whole: true, mode: 'b', either: { b: 'x' } }], // prettier-ignore
  ['text that is not right yet', { id: 'pr' }, { ...blank, id: 'pr' }],
  ['values of another type', { id: 7, parameters: 'x', inference: 7, whole: 'yes', mode: 'c', either: {} }, blank], // prettier-ignore
  ['the rows of a list that are complete', { parameters: [{ name: 'a' }, { name: '' }, 7, { name: 'b' }] }, { ...blank, parameters: [{ name: 'a' }, { name: 'b' }] }], // prettier-ignore
  ['the members of an object that are right', { inference: { temperature: 3, top_p: 1 } }, { ...blank, inference: { top_p: 1 } }], // prettier-ignore
  ['nothing that it does not know', { other: 1 }, blank],
])('a draft of %s', (_, input, expected) => {
  expect(draftOf(schema, input)).toEqual(expected)
})
