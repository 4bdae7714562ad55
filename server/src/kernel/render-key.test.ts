import { expect, it } from 'vitest'
import { renderKey } from './render-key.ts'

const data = { order: 'A-1042', shop: 7, spaces: ' ', nothing: null, list: [1], object: { id: 1 }, yes: true, long: 'x'.repeat(251) } // prettier-ignore

it.each([
  ['{{ order }}', 'A-1042'],
  ['  {{ shop }}/{{ order }}\n', '7/A-1042'],
  ['{{ nothing | default: order }}', 'A-1042'],
  ['{% if yes %}{{ order }}{% endif %}', 'A-1042'],
  ['{{ object.id }}', '1'],
])('makes of %s the key %s', (template, key) => {
  expect(renderKey(template, data)).toBe(key)
})

it.each([
  ['', /is empty/],
  ['{% if nothing %}{{ order }}{% endif %}', /is empty/],
  ['{{ shop }}-{{ unknown }}', /missing or empty/],
  ['{{ nothing }}', /missing or empty/],
  ['{{ spaces }}', /missing or empty/],
  ['{{ list }}', /is a list/],
  ['{{ object }}', /of type object/],
  ['{{ yes }}', /of type boolean/],
  ['{{ long }}', /has 251 characters/],
])('makes no key of %s', (template, says) => {
  const make = () => renderKey(template, data)
  expect(make).toThrow(says)
  expect(make).toThrow(expect.objectContaining({ code: 'record-unclear' }))
})

it('says of a broken template where it is broken', () => {
  expect(() => renderKey('{{ order', data)).toThrow(
    expect.objectContaining({ code: 'template-failed' }),
  )
})
