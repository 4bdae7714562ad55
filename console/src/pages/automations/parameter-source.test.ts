import { expect, it } from 'vitest'
import {
  changeParameterSource,
  parameterSources,
  readParameterSource,
  writeParameterSource,
} from './parameter-source.ts'

it.each(parameterSources)('writes %s as it reads it', (source) => {
  expect(readParameterSource(writeParameterSource({ source, value: 'x' }))).toEqual({
    source,
    value: 'x',
  })
})

it('keeps a text that becomes a template, and no name of something else', () => {
  expect(changeParameterSource({ text: 'Hi' }, 'template')).toEqual({ template: 'Hi' })
  expect(changeParameterSource({ attribute: 'order_total' }, 'visitor')).toEqual({ visitor: '' })
  expect(changeParameterSource({ attribute: 'order_total' }, 'attribute')).toEqual({
    attribute: 'order_total',
  })
})
