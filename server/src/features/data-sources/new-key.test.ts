import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newKey } from './new-key.ts'

it('has twelve characters, none of which is mistaken for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12, max: 239 }), (bytes) => {
      expect(newKey(bytes)).toMatch(/^[2-9a-hjkmnp-tv-z]{12}$/)
    }),
  )
})

it('leaves out bytes that would make some characters likelier', () => {
  const many = Uint8Array.from([...Array<number>(20).fill(255), ...Array<number>(12).fill(0)])
  expect(newKey(many)).toBe('222222222222')
  expect(() => newKey(many.subarray(0, 31))).toThrow('too few')
})
