import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSeal } from './seal.ts'

const current = randomBytes(32)
const seal = createSeal({ current })

describe('a sealed text', () => {
  test('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, rowId) => {
        expect(seal.open(seal.seal(plain, rowId), rowId)).toBe(plain)
      }),
    )
  })

  test('never looks the same twice and shows nothing of the text', () => {
    const [one, other] = [seal.seal('canary-secret', 'row'), seal.seal('canary-secret', 'row')]
    expect(one).not.toBe(other)
    for (const form of ['canary', Buffer.from('canary-secret').toString('base64url')]) {
      expect(one).not.toContain(form)
    }
  })

  test('does not open in another row', () => {
    expect(() => seal.open(seal.seal('x', 'row-1'), 'row-2')).toThrow('belongs to another row')
  })

  test('does not open with another key, and says which is wanted', () => {
    const other = createSeal({ current: randomBytes(32) })
    expect(() => other.open(seal.seal('x', 'row'), 'row')).toThrow('another master key')
  })

  test('does not open when any one byte is changed', () => {
    const parts = seal.seal('secret', 'row').split('.')
    for (const at of [2, 3]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url')
      for (let byte = 0; byte < bytes.length; byte += 1) {
        const changed = Buffer.from(bytes)
        changed[byte] = (changed[byte] ?? 0) ^ 1
        const sealed = parts.with(at, changed.toString('base64url')).join('.')
        expect(() => seal.open(sealed, 'row')).toThrow('damaged')
      }
    }
  })

  test.each(['', 'v1', 'v1.a.b', 'v2.a.b.c', 'v1.a.b.c.d', 'v1...', 'plain text'])(
    'is not just anything: "%s"',
    (text) => {
      expect(() => seal.open(text, 'row')).toThrow('does not have the form')
    },
  )

  test('does not open with a shortened tag', () => {
    const [form = '', id = '', key = ''] = seal.seal('', 'row').split('.')
    expect(() => seal.open([form, id, key, 'AAAAAAAAAAAAAAAAAAAA'].join('.'), 'row')).toThrow(
      'damaged',
    )
  })
})

test('after a change of the key, old texts open and ask to be sealed anew', () => {
  const old = seal.seal('x', 'row')
  const next = createSeal({ current: randomBytes(32), previous: current })
  expect(next.open(old, 'row')).toBe('x')
  expect(next.needsRotation(old)).toBe(true)
  expect(next.needsRotation(next.seal('x', 'row'))).toBe(false)
})
