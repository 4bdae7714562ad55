import { describe, expect, it } from 'vitest'
import { networkReason } from './network-reason.ts'

describe('networkReason', () => {
  it.each([
    [new TypeError('fetch failed', { cause: new Error('other side closed') }), 'other side closed'],
    [new DOMException('x', 'TimeoutError'), 'no answer in time'],
    [new Error('odd'), 'odd'],
    ['text', 'text'],
  ])('words %s', (error, expected) => {
    expect(networkReason(error)).toBe(expected)
  })
})
