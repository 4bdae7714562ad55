import { expect, test } from 'vitest'
import { agentTarget, connectedTarget } from './agent-target.ts'
import { problemIn } from '../testing/problem-in.ts'

const arn = 'arn:aws:bedrock:us-east-2:123456789012:agent-alias/ABCD1234EF/GHIJ5678KL'
const here = { region: 'us-east-2', account: '123456789012' }

test('takes an alias ARN apart, in any partition', () => {
  expect(agentTarget(arn, here)).toEqual({
    agentId: 'ABCD1234EF',
    aliasId: 'GHIJ5678KL',
    account: '123456789012',
  })
  const gov = arn.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-2', 'us-gov-west-1')
  expect(agentTarget(gov, { region: 'us-gov-west-1' }).agentId).toBe('ABCD1234EF')
})

test.each([
  ['the agent itself', 'arn:aws:bedrock:us-east-2:123456789012:agent/ABCD1234EF', 'ARN of the agent itself', 'Aliases tab'],
  ['a flow alias', 'arn:aws:bedrock:us-east-2:123456789012:flow/ABCD1234EF/alias/GHIJ5678KL', 'ARN of a flow alias', 'agent-alias/{agent-id}/{alias-id}'],
  ['another region', arn.replace('us-east-2', 'eu-west-1'), 'is in eu-west-1, but the provider works in us-east-2', 'provider in eu-west-1'],
  ['another partition', arn.replace('arn:aws:', 'arn:aws-cn:'), 'begins with arn:aws-cn:, but in us-east-2 every ARN begins with arn:aws:', 'Copy the ARN'],
  ['another account', arn.replace('123456789012', '999988887777'), 'belongs to the AWS account 999988887777', 'provider of the account 999988887777'],
  ['no ARN', 'support-agent', 'is not the ARN of an agent alias', 'agent-alias/{agent-id}/{alias-id}'],
  ['one character less', arn.slice(0, -1), 'is not the ARN of an agent alias', 'Aliases tab'],
  ['one character more', `${arn}x`, 'is not the ARN of an agent alias', 'Aliases tab'],
  ['a short account', arn.replace('123456789012', '12345678901'), 'is not the ARN', 'Aliases tab'],
])('tells %s apart', (_, text, detail, remedy) => {
  const problem = problemIn(() => agentTarget(text, here))
  expect(problem.code).toBe('wrong-target')
  expect(problem.message).toContain(detail)
  expect(problem.remedy).toContain(remedy)
}) // prettier-ignore

test('asks whoever connects agents to correct the ARN of one that is connected', () => {
  expect(connectedTarget(arn, here)).toEqual(agentTarget(arn, here))
  const elsewhere = problemIn(() => connectedTarget(arn, { ...here, region: 'eu-west-1' }))
  expect(elsewhere.toDocument()).toMatchObject({ code: 'wrong-target', who: 'operator', title: 'The id or ARN does not fit here' }) // prettier-ignore
  expect(elsewhere.remedy).toContain('Choose a provider in us-east-2')
  expect(elsewhere.remedy).toContain('Connect the agent again')
})
