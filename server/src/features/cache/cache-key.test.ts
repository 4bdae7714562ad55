import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheKey } from './cache-key.ts'

const question = {
  organizationId: 'org_1',
  action: 'bedrock.prompt',
  request: { model: 'm', messages: [{ role: 'user', text: 'Hello' }], inference: { a: 1, b: 2 } },
  wanted: { type: 'text' },
}

describe('the key of an answer', () => {
  it('is another for every organization, action, request and wish', () => {
    const others = [
      { ...question, organizationId: 'org_2' },
      { ...question, action: 'bedrock.flow' },
      { ...question, request: { ...question.request, model: 'n' } },
      { ...question, request: { ...question.request, messages: [] } },
      { ...question, wanted: null },
    ]
    expect(new Set([question, ...others].map(cacheKey)).size).toBe(others.length + 1)
  })

  it('does not depend on the order of members', () => {
    const { model, messages } = question.request
    const request = { inference: { b: 2, a: 1 }, messages, model }
    expect(cacheKey({ ...question, request })).toBe(cacheKey(question))
  })

  it('differs wherever requests do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const keyOf = (value: unknown) => cacheKey({ ...question, request: { value } })
        const isSame = JSON.stringify(sortedJson(one)) === JSON.stringify(sortedJson(other))
        expect(keyOf(one) === keyOf(other)).toBe(isSame)
      }),
    )
  })
})

function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sortedJson(member)])) // prettier-ignore
}
