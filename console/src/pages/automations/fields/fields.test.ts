import { describe, expect, it } from 'vitest'
import { readFieldSchema } from './field-schema.ts'
import { guardrailKind, guardrailOf } from './guardrail-kind.ts'
import { kindOfField } from './kind-of-field.ts'
import { newInput } from './new-input.ts'

const text = { type: 'string' }

describe('a member gets', () => {
  it.each([
    ['provider', 'provider_id', { ...text, pattern: '^prv_[0-9a-f]{32}$' }],
    ['agent', 'agent_id', { ...text, pattern: '^agt_[0-9a-f]{32}$' }],
    ['model', 'model', text],
    ['text', 'version', text],
    ['template', 'task', { ...text, maxLength: 100_000 }],
    ['template', 'body', { anyOf: [text, { type: 'object' }], format: 'liquid' }],
    ['choice', 'session', { ...text, enum: ['step', 'run'] }],
    ['number', 'top_k', { type: 'integer', minimum: 0 }],
    ['switch', 'add_event_payload', { type: 'boolean' }],
    ['tags', 'stop', { type: 'array', items: text }],
    ['rows', 'pairs', { type: 'array', items: { type: 'object', properties: { name: text } } }],
    ['parameters', 'parameters', { type: 'array', items: { type: 'object', properties: { name: text, from: {} } } }],
    ['object', 'guardrail', { type: 'object', properties: { id: text } }],
    ['guardrail', 'guardrail', { title: 'Guardrail', anyOf: [{ type: 'object', properties: { id: text } }, { type: 'null' }] }],
    ['object', 'retry', { anyOf: [{ type: 'object', properties: { id: text } }, { type: 'null' }] }],
    ['text', 'output_node', { anyOf: [{ ...text, pattern: '^a' }, { ...text, const: '*' }] }],
    ['json', 'anything', { type: 'object', additionalProperties: true }],
    ['json', 'either', { anyOf: [text, { type: 'number' }] }],
    ['json', 'nothing', {}],
  ])('a control for %s: %s', (kind, name, schema) => {
    expect(kindOfField(name, readFieldSchema(schema))).toBe(kind)
  }) // prettier-ignore
})

describe('the input of another action', () => {
  const schema = readFieldSchema({
    type: 'object',
    required: ['provider_id', 'body', 'limits'],
    properties: {
      provider_id: text,
      body: text,
      accept: { ...text, default: 'application/json' },
      guardrail: { type: 'object', properties: { id: text }, required: ['id'] },
      limits: { type: 'object', required: ['top'], properties: { top: { type: 'integer', minimum: 1 } } },
    },
  }) // prettier-ignore

  it('has what must be there and what is usual, and keeps what goes by the same name', () => {
    expect(newInput(schema, { provider_id: 'prv', prompt: 'Hi' })).toEqual({
      provider_id: 'prv',
      body: '',
      accept: 'application/json',
      limits: { top: 1 },
    })
  })
})

it('takes a schema that it does not understand as one without members', () => {
  expect(readFieldSchema({ properties: 5 })).toEqual({})
})

describe('the guardrail of an input', () => {
  const schema = readFieldSchema({ type: 'object', properties: { id: text }, required: ['id'] })

  it.each([
    ['service', true, undefined],
    ['none', true, null],
    ['own', true, { id: '' }],
    ['none', false, undefined],
    ['own', false, { id: '' }],
  ] as const)('that is %s (with a service: %s) is %j', (kind, hasService, value) => {
    expect(guardrailOf(kind, schema, hasService)).toEqual(value)
    // Without a service, "as the service has it" and "none" are the same.
    if (hasService) expect(guardrailKind(value)).toBe(kind)
  })
})
