import { expect, it } from 'vitest'
import { answerTo, prepareAnswer } from './action-answer.ts'

const asked = { action_group: 'Refunds', name: 'issue_refund', parameters: { order: 'A-7' } }
const answered = (template: string, variables: Record<string, unknown>) =>
  answerTo({ 'Refunds.issue_refund': prepareAnswer(template, variables) }, asked)

it('is rendered at once when it does not look at the action', () => {
  expect(prepareAnswer('granted for {{ visitor }}', { visitor: 'v1' })).toBe('granted for v1')
})

it('may use the action and its parameters beside what the step has', () => {
  const template = '{{ action.group }}.{{ action.name }}: {{ action.parameters.order }} for {{ visitor }}'
  expect(answered(template, { visitor: 'v1', payload: 'unused' })).toBe('Refunds.issue_refund: A-7 for v1')
  expect(prepareAnswer(template, { visitor: 'v1', payload: 'unused' })).toEqual({ template, variables: { visitor: 'v1' } })
}) // prettier-ignore

it('leaves the name to a parameter of the step that has it', () => {
  expect(answered('{{ action }}', { action: 'none' })).toBe('none')
})

it('is nothing for an action that has no answer', () => {
  expect(answerTo({}, asked)).toBeNull()
  expect(answerTo({ 'Refunds.other': 'done' }, asked)).toBeNull()
})
