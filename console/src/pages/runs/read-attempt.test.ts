import { expect, it } from 'vitest'
import { answerText, chosenModel, requestMessages } from './read-attempt.ts'

it('takes the messages out of a request', () => {
  const messages = [{ role: 'user', text: 'Hello' }]
  expect(requestMessages({ model: 'm', messages })).toEqual({ messages, rest: { model: 'm' } })
})

it('leaves a request of another kind whole', () => {
  const request = { model: 'm', messages: 'none' }
  expect(requestMessages(request)).toEqual({ messages: [], rest: request })
})

it('joins the text of an answer', () => {
  const content = [{ text: '{"a"' }, { toolUse: {} }, { text: ': 1}' }]
  expect(answerText({ output: { message: { content } } })).toBe('{"a": 1}')
})

it.each([[{}], [{ output: { message: { content: [] } } }], [{ completion: 'text' }]])(
  'finds no text in %j',
  (raw) => {
    expect(answerText(raw)).toBeNull()
  },
)

it('finds the model that a router chose', () => {
  const trace = { guardrail: {}, promptRouter: { invokedModelId: 'us.amazon.nova-lite-v1:0' } }
  expect(chosenModel({ trace })).toBe('us.amazon.nova-lite-v1:0')
  expect(chosenModel({ trace: { guardrail: {} } })).toBeNull()
  expect(chosenModel(null)).toBeNull()
})
