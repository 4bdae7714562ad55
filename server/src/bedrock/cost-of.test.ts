import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf, type TokenUsage } from './cost-of.ts'
import { listPriceOf, listPrices } from './prices.ts'

const listCost = (model: string, usage: TokenUsage) => costOf(listPriceOf(model), usage)

describe('the list cost of a call', () => {
  test.each([
    ['amazon.nova-micro-v1:0', 1_000_000, 0, '0.035'],
    ['amazon.nova-micro-v1:0', 0, 1_000_000, '0.14'],
    ['amazon.nova-micro-v1:0', 8811, 65, '0.000317485'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 1, 1, '0.0000015'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 1000, 1000, '0.018'],
    ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 1000, 1000, '0.018'],
    ['apac.amazon.nova-lite-v1:0', 1_000_000, 1_000_000, '0.3'],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 0, 0, '0'],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 100_000_000, 0, '1500'],
    ['amazon.nova-micro-v1:0:24k', 1_000_000, 0, '0.035'],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0', 1_000_000, 0, '0.035'],
    ['arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0', 1_000_000, 0, '0.8'],
  ])('%s: %i in, %i out: %s', (model, input, output, cost) => {
    expect(listCost(model, { input, output })).toBe(cost)
  }) // prettier-ignore

  test('counts what is read from and written to the cache', () => {
    const usage = { input: 0, output: 0, cacheRead: 1_000_000, cacheWrite: 1_000_000 }
    expect(listCost('anthropic.claude-sonnet-4-20250514-v1:0', usage)).toBe('4.05')
    expect(listCost('amazon.nova-micro-v1:0', usage)).toBe('0.04375')
    expect(listCost('openai.gpt-oss-20b-1:0', usage)).toBe('0.14')
  })

  test.each([
    ['unheard.of-v1:0', 1, 1],
    ['constructor', 1, 1],
    ['', 1, 1],
    ['arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/ab12cd34ef56', 1, 1],
    ['arn:aws:bedrock:us-east-1:111122223333:provisioned-model/ab12cd34ef56', 1, 1],
    ['amazon.nova-micro-v1:0', null, 1],
    ['amazon.nova-micro-v1:0', 1, null],
  ])('is unknown for %s, %s in, %s out', (model, input, output) => {
    expect(listCost(model, { input, output })).toBeNull()
  })

  test('never costs less for more, and is always a decimal with at most nine places', () => {
    const models = fc.constantFrom(...listPrices.keys())
    const tokens = fc.nat(1_000_000_000)
    fc.assert(
      fc.property(models, tokens, tokens, fc.nat(1000), (model, input, output, more) => {
        const [less, greater] = [listCost(model, { input, output }), listCost(model, { input: input + more, output })] // prettier-ignore
        expect(less).toMatch(/^\d+(\.\d{1,9})?$/)
        expect(Number(greater)).toBeGreaterThanOrEqual(Number(less))
      }),
    )
  })
})
