import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseDocument } from './parse-document.ts'

const schema = z.object({ deadline_s: z.number().min(1) })

it('reads back what was written', () => {
  const document = { deadline_s: 60 }
  expect(parseDocument(schema, JSON.stringify(document))).toEqual({ value: document })
})

it.each([
  ['{ "deadline_s": -1 }', /^deadline_s: /],
  ['{', /JSON/],
])('says what is wrong with %s', (text, message) => {
  const parsed = parseDocument(schema, text)
  expect('message' in parsed ? parsed.message : null).toMatch(message)
})
