import { describe, expect, test } from 'vitest'
import { bodyTemplates, renderBody } from './body-template.ts'

const evil = { name: 'Ann "the boss"\n', profile: { orders: 3 } }

describe('renderBody', () => {
  test('escapes values in the texts of an object', () => {
    const body = {
      messages: [{ content: 'Hi {{ name }} {{ profile }}' }],
      max_tokens: 5,
      stop: null,
    }
    expect(JSON.parse(renderBody(body, 'application/json', evil))).toEqual({
      messages: [{ content: 'Hi Ann "the boss"\n {"orders":3}' }],
      max_tokens: 5,
      stop: null,
    })
  })

  test('renders a text as it is written', () => {
    expect(JSON.parse(renderBody('{"inputText": {{ name | json }}}', 'application/json', evil))).toEqual({ inputText: evil.name }) // prettier-ignore
    expect(renderBody('Hi {{ name }}', 'text/plain', evil)).toBe('Hi Ann "the boss"\n')
  })

  test('says so when what should be JSON is none', () => {
    const render = () => renderBody('{"inputText": "{{ name }}"}', 'application/json', evil)
    expect(render).toThrow(/rendered body is not JSON/)
  })
})

test('bodyTemplates finds every text with its place', () => {
  expect(bodyTemplates({ a: '{{x}}', b: [{ c: '{{y}}' }, 5] })).toEqual([
    { path: 'body.a', template: '{{x}}' },
    { path: 'body.b.0.c', template: '{{y}}' },
  ])
  expect(bodyTemplates('{{x}}')).toEqual([{ path: 'body', template: '{{x}}' }])
})
