import { describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { readModelAnswer } from './read-model-answer.ts'
import { plainRecord } from './plain-json.ts'

const message = (...content: unknown[]) => ({ output: { message: { role: 'assistant', content } } })

describe('readModelAnswer', () => {
  test('joins text and leaves out reasoning', () => {
    const raw = message(
      { reasoningContent: { reasoningText: { text: 'hm' } } },
      { text: 'A' },
      { text: 'B' },
    )
    expect(readModelAnswer(raw).text).toBe('AB')
  })

  test('an answer without text is an empty text', () => {
    expect(readModelAnswer(message()).text).toBe('')
  })

  test.each([
    [{}],
    [{ output: null }],
    [{ output: {} }],
    [{ output: { message: {} } }],
    [{ output: { $unknown: [] } }],
  ])('without a message there is no answer: %o', (raw) => {
    expect(() => readModelAnswer(raw)).toThrow(Problem)
  })
})

test('bytes and dates survive being stored as JSON', () => {
  const value = {
    bytes: new Uint8Array([1, 2, 3]),
    at: new Date(0),
    none: undefined,
    list: [{ n: null }],
  }
  const plain = plainRecord(value)
  expect(plain).toEqual({ bytes: 'AQID', at: '1970-01-01T00:00:00.000Z', list: [{ n: null }] })
  expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
})
