import { describe, expect, it, test } from 'vitest'
import { readNodeEvent } from './read-node-event.ts'

const input = (name: string, value: unknown) => ({
  name,
  type: 'String',
  expression: '$.data',
  value,
})
const inputs = [input('other', 'b'), input('codeHookInput', 'a')]

describe('the answer is found', () => {
  test.each<[string, unknown, unknown]>([
    ['in the input codeHookInput', { node: { name: 'n', inputs } }, 'a'],
    ['in the inputs of the preview', { node: { nodeInputs: inputs } }, 'a'],
    ['in inputs without a node', { nodeInputs: inputs }, 'a'],
    ['in the first text', { node: { inputs: [input('x', { a: 1 }), input('y', 't')] } }, 't'],
    ['in the first object', { node: { inputs: [input('x', 7), input('y', { a: 1 })] } }, { a: 1 }],
    ['in an object of codeHookInput', { node: { inputs: [input('codeHookInput', { a: 1 })] } }, { a: 1 }], // prettier-ignore
    ['beside wired fields', { node: { inputs: [input('tealium_event', 'e'), input('x', 't')] } }, 't'], // prettier-ignore
    ['in a member codeHookInput', { codeHookInput: 'a', document: 'b' }, 'a'],
    ['in a member document', { document: { a: 1 } }, { a: 1 }],
    ['in the first field', { fields: [{ content: { document: 'a' } }] }, 'a'],
    ['in the event itself', { tealium_event: 'e' }, { tealium_event: 'e' }],
    ['in a text as the event', '{"a":1}', '{"a":1}'],
    ['in nothing', null, null],
  ])('%s', (_, event, answer) => {
    expect(readNodeEvent(event).answer).toEqual(answer)
  })
})

it('does not take another input for the answer when codeHookInput is empty', () => {
  const event = { node: { inputs: [input('codeHookInput', ''), input('document', '{"a":1}')] } }

  expect(readNodeEvent(event).answer).toBe('')
})

test('wired fields are texts and numbers only', () => {
  const wired = [input('tealium_account', 'a'), input('tealium_profile', 7), input('tealium_event', ''), input('tealium_visitor_id', null)] // prettier-ignore

  expect(readNodeEvent({ node: { inputs: [...inputs, ...wired] } }).pinned).toEqual({
    tealium_account: 'a',
    tealium_profile: 7,
  })
})

test.each([
  [[], 'The Lambda node has no inputs.'],
  [[input('tealium_event', 'e')], 'No input of the Lambda node holds the answer of a model.'],
])('a node without an answer is named: %j', (given, message) => {
  expect(() => readNodeEvent({ node: { inputs: given } })).toThrow(message)
})
