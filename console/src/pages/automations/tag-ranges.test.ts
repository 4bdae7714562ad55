import { expect, it } from 'vitest'
import { tagRanges, unknownRanges } from './tag-ranges.ts'

const marked = (template: string, unknown: string[]) =>
  unknownRanges(template, unknown).map(({ from, to }) => [from, template.slice(from, to)])

it('finds each place of each unknown name', () => {
  const template = 'Hi {{ name }}, {% if name == age %}{{age}}{% endif %}'
  expect(marked(template, ['name', 'age'])).toEqual([
    [6, 'name'],
    [21, 'name'],
    [29, 'age'],
    [37, 'age'],
  ])
})

it.each([
  ['text outside of tags', 'name is {{ other }}'],
  ['a member of that name', '{{ person.name }}'],
  ['a quoted text', `{{ "name" | append: 'name' }}`],
  ['a longer name', '{{ surname }} {{ name_2 }}'],
])('leaves alone %s', (_, template) => {
  expect(marked(template, ['name'])).toEqual([])
})

it('finds tags over several lines, and no broken ones', () => {
  const template = '{{ a }} {%\n if b\n%} { c } {{ d'
  expect(tagRanges(template).map(({ from, to }) => template.slice(from, to))).toEqual([
    '{{ a }}',
    '{%\n if b\n%}',
  ])
})

it('marks nothing when everything is known', () => {
  expect(unknownRanges('{{ name }}', [])).toEqual([])
})
