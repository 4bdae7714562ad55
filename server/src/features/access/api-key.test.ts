import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { apiKeyOf, hashOfKey, keyInHeader, prefixOfKey } from './api-key.ts'

test('a key carries all of its random bytes, and its hash is another for every key', () => {
  const random = randomBytes(32)
  const key = apiKeyOf(random)
  expect(key).toMatch(/^ock_[\w-]{43}$/)
  expect(Buffer.from(key.slice(4), 'base64url')).toEqual(random)
  expect(hashOfKey(key)).toHaveLength(32)
  expect(hashOfKey(key)).not.toEqual(hashOfKey(`${key}x`))
})

test('what is shown of a key is too little to use it', () => {
  expect(prefixOfKey('ock_abcdefghijklmnop')).toBe('ock_abcd')
  expect(prefixOfKey('a-bootstrap-key-of-mine')).toBe('a-bo')
})

test.each([
  ['Bearer ock_0123456789abcdef', 'ock_0123456789abcdef'],
  ['bearer  ock_0123456789abcdef ', 'ock_0123456789abcdef'],
  ['Bearer tooshort', undefined],
  ['Basic ock_0123456789abcdef', undefined],
  ['ock_0123456789abcdef', undefined],
  ['Bearer ock_0123456789abcdef and more', undefined],
  [`Bearer ${'x'.repeat(501)}`, undefined],
])('%s', (header, key) => {
  expect(keyInHeader(header)).toBe(key)
})
