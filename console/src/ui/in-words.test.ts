import { expect, it } from 'vitest'
import { inWords } from './in-words.ts'

it.each([
  [[], ''],
  [['owner'], 'owner'],
  [['owner', 'admin'], 'owner or admin'],
  [['owner', 'admin', 'builder'], 'owner, admin or builder'],
])('writes %j as "%s"', (words, text) => {
  expect(inWords(words, 'or')).toBe(text)
})
