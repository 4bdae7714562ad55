import { expect, it } from 'vitest'
import { z } from 'zod'
import { inference } from './inference.ts'

const sentences = (given: unknown): string[] =>
  inference.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [] // prettier-ignore
const withFields = (fields: unknown, more: object = {}) =>
  sentences({ additional_model_request_fields: fields, ...more })
const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 1)
const thinking = { thinking: { type: 'enabled', budget_tokens: 2000 } }
const budgetAt = 'additional_model_request_fields.thinking.budget_tokens'

it.each([
  ['of Claude', { top_k: 50 }],
  ['of Nova', { inferenceConfig: { topK: 20 } }],
  ['that think', thinking],
  ['that think as much as they want', { thinking: { type: 'adaptive' } }],
  ['nested to the limit', nested(16)],
  ['none', {}],
])('takes fields %s', (_, fields) => {
  const given = { additional_model_request_fields: fields }
  expect(inference.parse(given)).toEqual(given)
})

it.each([
  ['a list', [1], 'additional_model_request_fields: must be a JSON object'],
  ['text', '{"top_k": 5}', 'additional_model_request_fields: must be a JSON object'],
  ['what is nested too deep', nested(17), 'additional_model_request_fields: must not be nested deeper than 16 levels'],
  ['what no recursion can read', nested(200_000), 'additional_model_request_fields: must not be nested deeper than 16 levels'],
  ['too much', { system: 'x'.repeat(20_000) }, 'additional_model_request_fields: must be at most 20000 characters of JSON, and is 20013'],
  ['too small a budget', { thinking: { type: 'enabled', budget_tokens: 1023 } }, `${budgetAt}: thinking.budget_tokens must be a whole number of at least 1024`],
  ['no budget', { thinking: { type: 'enabled' } }, `${budgetAt}: thinking.budget_tokens must be a whole number of at least 1024`],
  ['top_k beside thinking', { ...thinking, top_k: 5 }, 'additional_model_request_fields.top_k: top_k must be left out while Claude thinks'],
])('refuses %s, and says where', (_, fields, sentence) => {
  expect(withFields(fields)).toEqual([sentence])
}) // prettier-ignore

it('refuses what may not stand beside thinking', () => {
  expect(withFields(thinking, { temperature: 0.5 })).toEqual([
    'temperature: must be left out, or 1, while Claude thinks',
  ])
  expect(withFields(thinking, { max_tokens: 2000 })).toEqual([
    `${budgetAt}: thinking.budget_tokens must be less than max tokens (2000), which thoughts count towards`,
  ])
  expect(withFields(thinking, { temperature: 1, max_tokens: 2001 })).toEqual([])
  expect(withFields({ ...thinking, anthropic_beta: ['interleaved-thinking-2025-05-14'] }, { max_tokens: 2000 })).toEqual([]) // prettier-ignore
  expect(withFields({ thinking: { type: 'disabled' } }, { temperature: 0.5 })).toEqual([])
})

it('has a schema of plain members', () => {
  const { properties } = z.toJSONSchema(inference, { io: 'input' })
  expect(properties).toHaveProperty('additional_model_request_fields.type', 'object')
})
