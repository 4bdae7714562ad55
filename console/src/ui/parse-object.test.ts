import { expect, it } from 'vitest'
import { parseObject } from './parse-object.ts'

it('takes an object', () => {
  expect(parseObject('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } })
})

it.each(['[1]', '"text"', 'null', '3'])('refuses %s, which is no object', (text) => {
  expect(parseObject(text)).toEqual({ ok: false, message: 'This must be a JSON object: { … }.' })
})

it('says where broken JSON breaks', () => {
  const parsed = parseObject('{"a": }')
  expect(parsed.ok).toBe(false)
  expect(!parsed.ok && parsed.message).toMatch(/JSON/)
})
