import { expect, it } from 'vitest'
import { definition } from './automation.ts'
import { issueSentences } from './issue-sentences.ts'
import { sent } from './sent.ts'

const step = { id: 'score', action: 'bedrock.prompt', input: { anything: 1 } }
const parse = (more: object, inStep: object = {}) => {
  const parsed = sent(definition).safeParse({
    name: 'Score',
    trigger: { type: 'manual' },
    steps: [{ ...step, ...inStep }],
    ...more,
  })
  return parsed.success ? parsed.data : issueSentences(parsed.error.issues, 'body')
}

it('fills in what is left out, and keeps what an action is given', () => {
  expect(parse({})).toMatchObject({
    deadline_s: 3600,
    steps: [{ input: { anything: 1 }, retry: { max_attempts: 3 } }],
  })
})

it.each([
  [{ deadline: 60 }, {}, ['deadline: is not known here; perhaps deadline_s is meant.']],
  [
    {},
    { timeout: 5, inpt: {} },
    [
      'steps.0.timeout: is not known here; perhaps timeout_s is meant.',
      'steps.0.inpt: is not known here; perhaps input is meant.',
    ],
  ],
  [
    {},
    { retry: { max_atempts: 1 } },
    ['steps.0.retry.max_atempts: is not known here; perhaps max_attempts is meant.'],
  ],
])('refuses %j and %j in a step, because nothing would come of it', (more, inStep, sentences) => {
  expect(parse(more, inStep)).toEqual(sentences)
})
