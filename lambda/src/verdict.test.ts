import { expect, test } from 'vitest'
import { verdictOf, type Verdict } from './verdict.ts'

const now = Date.parse('2026-06-01T12:00:00Z')
const later = (afterMs: number, words: string): Verdict => ({ kind: 'later', words, afterMs })

test.each<[number, Record<string, string>, Verdict]>([
  [200, {}, { kind: 'collected' }],
  [204, {}, { kind: 'collected' }],
  [200, { 'x-error': 'No.' }, { kind: 'refused', words: 'answered 200: No.' }],
  [413, {}, { kind: 'refused', words: 'answered 413' }],
  [301, { location: '/x' }, { kind: 'refused', words: 'answered 301: go to /x' }],
  [503, { 'x-error': 'Full.', 'retry-after': '2' }, later(2000, 'answered 503: Full.')],
  [429, { 'retry-after': 'Mon, 01 Jun 2026 12:00:05 GMT' }, later(5000, 'answered 429')],
  [429, { 'retry-after': 'Mon, 01 Jun 2026 11:00:00 GMT' }, later(0, 'answered 429')],
  [500, { 'retry-after': 'soon' }, later(0, 'answered 500')],
])('%i %j', (status, headers, expected) => {
  expect(verdictOf(status, new Headers(headers), now)).toEqual(expected)
})
