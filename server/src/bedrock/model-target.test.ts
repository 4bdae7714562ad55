import { describe, expect, test } from 'vitest'
import { modelTarget } from './model-target.ts'
import { problemIn } from './testing/problem-in.ts'

const own = 'arn:aws:bedrock:us-east-1:111122223333'
const connection = { region: 'us-east-1' }

describe('modelTarget passes', () => {
  test.each([
    'amazon.nova-micro-v1:0',
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0',
    `${own}:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0`,
    `${own}:application-inference-profile/ab12cd34ef56`,
    `${own}:provisioned-model/ab12cd34ef56`,
    `${own}:custom-model-deployment/ab12cd34ef56`,
    `${own}:imported-model/ab12cd34ef56`,
    `${own}:default-prompt-router/anthropic.claude:1`,
    'arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint',
  ])('%s', (model) => {
    expect(modelTarget(model, connection)).toBe(model)
  })

  test('blanks around the id are no part of it', () => {
    expect(modelTarget(' amazon.nova-micro-v1:0\n', connection)).toBe('amazon.nova-micro-v1:0')
  })
})

describe('modelTarget refuses', () => {
  test.each([
    ['', 'names no model', 'Choose a model'],
    ['claude 3 haiku', 'cannot be a model id', 'amazon.nova-lite'],
    ['anthropic/claude', 'cannot be a model id', 'amazon.nova-lite'],
    [`${own}:prompt/PROMPT0001:1`, 'is a managed prompt', 'bedrock.managed-prompt'],
    [`${own}:flow/FLOW000001`, 'is a flow,', 'bedrock.flow'],
    [`${own}:flow/FLOW000001/alias/ALIAS00001`, 'is a flow alias', 'bedrock.flow'],
    [`${own}:flow/FLOW000001/alias/ALIAS00001/execution/e1`, 'execution of a flow', 'bedrock.flow'],
    [`${own}:agent/AGENT00001`, 'is an agent,', 'ARN of an agent alias'],
    [`${own}:agent-alias/AGENT00001/ALIAS00001`, 'is an agent alias', 'bedrock.agent-task'],
    [`${own}:guardrail/abc123`, 'is a guardrail', 'Name a model'],
    [`${own}:knowledge-base/KB00000001`, 'is a knowledge base', 'Name a model'],
    ['arn:aws:iam::111122223333:role/Outcrop', 'is an IAM role', 'credentials of a provider'],
    ['arn:aws:lambda:us-east-1:111122223333:function:f', 'is a Lambda function', 'Name a model'],
    [`${own}:nonsense/x`, 'is not an ARN of a Bedrock resource', 'Copy the whole ARN'],
    [
      'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0',
      'is in eu-west-1, but the provider works in us-east-1',
      'Choose a provider in eu-west-1',
    ],
  ])('%s', (model, detail, remedy) => {
    const problem = problemIn(() => modelTarget(model, connection))
    expect(problem.code).toBe('wrong-target')
    expect(problem.message).toContain(detail)
    expect(problem.remedy).toContain(remedy)
  })
})
