import { definition } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { namesAttribute } from './names-attribute.ts'

const withInput = (input: object) =>
  definition.parse({
    name: 'Ask',
    trigger: { type: 'manual' },
    steps: [{ id: 'ask', action: 'bedrock.prompt', input, output: { type: 'text' } }],
  })

describe('a definition names an attribute', () => {
  it.each([
    [
      'as a parameter from the visitor',
      { parameters: [{ name: 'v', from: { visitor: 'cart_value' } }] },
    ],
    [
      'as a parameter from the visit',
      { parameters: [{ name: 'v', from: { visit: 'cart_value' } }] },
    ],
    ['in a template', { prompt: 'It is {{ visitor_profile.cart_value }}.' }],
    [
      'in a template under its other name',
      { prompt: '{{ visitor_json["cart_value"] | untrusted }}' },
    ],
    [
      'by its type',
      { messages: [{ text: '{% if visitor_profile.metrics.cart_value > 3 %}rich{% endif %}' }] },
    ],
    ['of the current visit', { prompt: '{{ visitor_profile.current_visit.cart_value }}' }],
  ])('%s', (_, input) => {
    expect(namesAttribute(withInput(input), 'cart_value')).toBe(true)
  })

  it.each([
    [
      'an attribute of the event',
      { parameters: [{ name: 'cart_value', from: { attribute: 'cart_value' } }] },
    ],
    ['a word of a prompt', { prompt: 'What is a cart_value?' }],
    ['a longer name', { prompt: '{{ visitor_profile.cart_value_before }}' }],
    ['something else of that name', { prompt: '{{ event_payload.cart_value }}' }],
    ['a template that is broken', { prompt: '{{ visitor_profile.cart_value ' }],
  ])('but not by %s', (_, input) => {
    expect(namesAttribute(withInput(input), 'cart_value')).toBe(false)
  })
})
