import { expect, it } from 'vitest'
import { sentDefinition } from './automation.ts'
import { issueSentences } from './issue-sentences.ts'

const step = { id: 'score', action: 'bedrock.prompt', input: { anything: 1 } }
const sent = (more: object, inStep: object = {}) => {
  const parsed = sentDefinition.safeParse({
    name: 'Score',
    trigger: { type: 'manual' },
    steps: [{ ...step, ...inStep }],
    ...more,
  })
  return parsed.success ? parsed.data : issueSentences(parsed.error.issues, 'body')
}

it('fills in what is left out, and keeps what an action is given', () => {
  expect(sent({})).toMatchObject({
    deadline_s: 3600,
    steps: [{ input: { anything: 1 }, retry: { max_attempts: 3 } }],
  })
})

it.each([
  [{ deadline: 60 }, {}, 'body: has unknown members: deadline.'],
  [{}, { timeout: 5, inpt: {} }, 'steps.0: has unknown members: timeout, inpt.'],
  [{}, { retry: { max_atempts: 1 } }, 'steps.0.retry: has unknown members: max_atempts.'],
])('refuses %j and %j in a step, because nothing would come of it', (more, inStep, sentence) => {
  expect(sent(more, inStep)).toEqual([sentence])
})
