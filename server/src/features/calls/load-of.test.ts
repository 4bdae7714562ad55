import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOf } from './load-of.ts'

const prompt = (text: string, model = 'amazon.nova-micro-v1:0') => ({
  provider_id: 'prv_1',
  model,
  inference: { max_tokens: 300 },
  messages: [{ role: 'user', text }],
})

describe('the load of a request', () => {
  it('is its length and what may be written', () => {
    const [short, long] = [loadOf(prompt('')), loadOf(prompt('x'.repeat(4000)))]
    expect(long.quotaTokens - short.quotaTokens).toBe(1000)
    expect(short.mostOutputTokens).toBe(300)
    expect(long.target).toBe('amazon.nova-micro-v1:0')
  })

  it('has the price of its service, where that has one', () => {
    const price = { input_usd_per_million: '1.5', output_usd_per_million: '6', cache_read_usd_per_million: null, cache_write_usd_per_million: '3' } // prettier-ignore
    expect(loadOf({ ...prompt(''), price }).price).toEqual({ input: 1.5, output: 6, cacheWrite: 3 })
    expect(loadOf(prompt('')).price).toBeNull()
  })

  it('counts output as AWS burns its quotas down', () => {
    const claude = loadOf(prompt('', 'us.anthropic.claude-sonnet-4-20250514-v1:0'))
    expect(claude.outputWeight).toBe(5)
    expect(claude.quotaTokens).toBeGreaterThanOrEqual(1500)
  })

  it('assumes an answer where none is limited, and finds what is asked', () => {
    const flow = {
      provider_id: 'prv_1',
      flow_alias_arn: 'arn:aws:bedrock:us-east-1:1:flow/A/alias/B',
      inputs: [],
    }
    expect(loadOf(flow)).toMatchObject({
      target: flow.flow_alias_arn,
      mostOutputTokens: 4096,
      agentId: '',
      serviceId: '',
    })
    expect(loadOf({ agent_id: 'agt_1' })).toMatchObject({ target: '', agentId: 'agt_1' })
  })

  it.each([
    ['Claude', { max_tokens: 9000, messages: [] }],
    ['Nova', { inferenceConfig: { maxTokens: 9000 } }],
    ['Titan', { textGenerationConfig: { maxTokenCount: 9000 } }],
    ['Llama', { max_gen_len: 9000, note: 'max_tokens: 5' }],
  ])('reads the limit in a raw request of %s', (_, body) => {
    const request = { provider_id: 'prv_1', model: 'm', body: JSON.stringify(body, null, 1) }
    expect(loadOf(request).mostOutputTokens).toBe(9000)
  })

  it.each<[string, object, number]>([
    ['its own limit in the words of its family', { max_gen_len: 9000 }, 9000],
    ['a budget for thoughts within its limit', { max_tokens: 5000, thinking: { budget_tokens: 2000 } }, 5000],
    ['a budget for thoughts and no limit', { thinking: { type: 'enabled', budget_tokens: 9000 } }, 13_096],
    ['thoughts between calls of tools', { max_tokens: 5000, thinking: { budget_tokens: 9000 } }, 14_000],
    ['thoughts without an end', { thinking: { type: 'adaptive' } }, 32_000],
    ['thoughts of Nova', { inferenceConfig: { reasoningConfig: { type: 'enabled' } } }, 32_000],
    ['nothing that makes it longer', { top_k: 5 }, 4096],
  ])('counts with fields of a model that bring %s', (_, fields, most) => {
    const inference = { additional_model_request_fields: fields }
    expect(loadOf({ ...prompt(''), inference }).mostOutputTokens).toBe(most)
    const body = { ...prompt(''), inference: undefined, body: JSON.stringify(fields, null, 1) }
    expect(loadOf(body).mostOutputTokens).toBe(most)
  }) // prettier-ignore

  it('takes the larger of two limits', () => {
    const inference = { max_tokens: 300, additional_model_request_fields: { max_tokens: 5000 } }
    expect(loadOf({ ...prompt(''), inference }).mostOutputTokens).toBe(5000)
  })

  it('never has fewer tokens for money than characters of a text in any language can make', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(loadOf(prompt(text)).mostInputTokens).toBeGreaterThanOrEqual(Math.ceil(Array.from(text).length / 2)) // prettier-ignore
      }),
    )
  })
})
