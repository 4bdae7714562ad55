import { expect, it } from 'vitest'
import { outputTokenWeight } from './output-token-weight.ts'

it.each([
  ['anthropic.claude-3-5-haiku-20241022-v1:0', 1],
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', 5],
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', 5],
  ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 5],
  ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0', 5],
  ['anthropic.claude-v2:1', 1],
  ['amazon.nova-micro-v1:0', 1],
  ['', 1],
])('an output token of "%s" takes %d of the quota', (model, weight) => {
  expect(outputTokenWeight(model)).toBe(weight)
})
