import { describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { readAnswer } from './model-answer.ts'
import { plainRecord } from './plain-json.ts'

const message = (...content: unknown[]) => ({ output: { message: { role: 'assistant', content } } })

describe('readAnswer', () => {
  test('joins text and leaves out reasoning', () => {
    const raw = message(
      { reasoningContent: { reasoningText: { text: 'hm' } } },
      { text: 'A' },
      { text: 'B' },
    )
    expect(readAnswer(raw).text).toBe('AB')
  })

  test('an answer without text is an empty text', () => {
    expect(readAnswer(message()).text).toBe('')
  })

  test('reads all counts', () => {
    const usage = {
      inputTokens: 1,
      outputTokens: 2,
      cacheReadInputTokens: 3,
      cacheWriteInputTokens: 4,
    }
    const raw = {
      ...message(),
      usage,
      metrics: { latencyMs: 5 },
      requestId: 'r',
      stopReason: 'new_one',
    }
    expect(readAnswer(raw)).toMatchObject({
      usage: { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 },
      latencyMs: 5,
      requestId: 'r',
      stopReason: 'new_one',
    })
  })

  test.each([
    [{}],
    [{ usage: {} }],
    [{ usage: null, metrics: null }],
    [{ usage: { inputTokens: '7', outputTokens: -1, cacheReadInputTokens: 1.5 } }],
  ])('what is not known is null, never 0: %o', (more) => {
    const nothing = { input: null, output: null, cacheRead: null, cacheWrite: null }
    const expected = { usage: nothing, latencyMs: null, requestId: null, stopReason: '' }
    expect(readAnswer({ ...message({ text: 'A' }), ...more })).toMatchObject(expected)
  })

  test.each([
    [{}],
    [{ output: null }],
    [{ output: {} }],
    [{ output: { message: {} } }],
    [{ output: { $unknown: [] } }],
  ])('without a message there is no answer: %o', (raw) => {
    expect(() => readAnswer(raw)).toThrow(Problem)
  })

  test('keeps the answer as it was, so that it can be read again', () => {
    const raw = { ...message({ text: 'A' }), trace: { guardrail: { x: 1 } } }
    expect(readAnswer(raw).raw).toEqual(raw)
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
