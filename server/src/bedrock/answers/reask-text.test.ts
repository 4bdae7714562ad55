import { expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { reaskText } from './reask-text.ts'

const problem = new Problem('answer-invalid', 'The answer cannot be used: "score" is missing.')

test('tells what was wrong and what is wanted', () => {
  const text = reaskText(problem, { type: 'object', required: ['score'] })
  expect(text).toContain('"score" is missing')
  expect(text).toContain('a single JSON object and nothing else')
  expect(text).toContain('"required"')
})

test('demands no JSON of plain text', () => {
  expect(reaskText(problem, null)).not.toContain('JSON')
})
