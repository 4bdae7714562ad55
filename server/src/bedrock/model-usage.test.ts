import { expect, test } from 'vitest'
import { modelUsage } from './model-usage.ts'

test('reads all counts', () => {
  const usage = {
    inputTokens: 1,
    outputTokens: 2,
    cacheReadInputTokens: 3,
    cacheWriteInputTokens: 4,
  }
  expect(modelUsage(usage)).toEqual({ input: 1, output: 2, cacheRead: 3, cacheWrite: 4 })
})

test.each([
  [undefined],
  [null],
  [{}],
  [{ inputTokens: '7', outputTokens: -1, cacheReadInputTokens: 1.5 }],
])('what is not known is null, never 0: %o', (usage) => {
  const nothing = { input: null, output: null, cacheRead: null, cacheWrite: null }
  expect(modelUsage(usage)).toEqual(nothing)
})
