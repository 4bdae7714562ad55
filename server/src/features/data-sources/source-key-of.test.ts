import { expect, it } from 'vitest'
import { sourceKeyOf } from './source-key-of.ts'

it.each([
  [{}, null],
  [{ tealium_datasource: '' }, null],
  [{ tealium_datasource: null }, null],
  [{ tealium_datasource: ['a'] }, null],
  [{ tealium_datasource: { toString: 'a' } }, null],
  [{ tealium_datasource: 'webshop' }, 'webshop'],
  [{ tealium_datasource: 17 }, '17'],
  [{ tealium_datasource: 'a\0b' }, 'ab'],
  [{ tealium_datasource: `${'x'.repeat(99)}😀` }, `${'x'.repeat(99)}\ufffd`],
])('of %j is %j', (payload, key) => {
  expect(sourceKeyOf(payload)).toBe(key)
})
