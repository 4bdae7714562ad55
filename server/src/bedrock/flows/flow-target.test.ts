import { expect, test } from 'vitest'
import { problemIn } from '../testing/problem-in.ts'
import { flowTarget } from './flow-target.ts'

const arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001/alias/ALIAS00001'
const here = { region: 'us-east-1', account: '111122223333' }

const gov = arn.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1')

test.each([
  [arn, 'us-east-1'],
  [` ${arn} `, 'us-east-1'],
  [gov, 'us-gov-west-1'],
])('takes the ids out of %s', (text, region) => {
  const ids = { flowId: 'FLOW000001', aliasId: 'ALIAS00001' }
  expect(flowTarget(text, { ...here, region })).toEqual(ids)
})

test.each([
  [
    'the name of an alias',
    arn.replace('ALIAS00001', 'live'),
    'its alias "live" must be ten',
    'its name',
  ],
  ['a flow', arn.replace('/alias/ALIAS00001', ''), 'ARN of a flow;', 'Create an alias'],
  [
    'an agent alias',
    'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT00001/ALIAS00001',
    'not the ARN of a flow alias',
    'Copy the ARN',
  ],
  ['another partition', arn.replace('arn:aws:', 'arn:aws-us-gov:'), 'every ARN begins with arn:aws:', 'Copy the ARN'], // prettier-ignore
  ['another region', arn.replace('us-east-1', 'eu-west-1'), 'is in eu-west-1', 'provider in eu'],
  [
    'a region that is none',
    arn.replace('us-east-1', 'us-east1'),
    'is in us-east1',
    'us-east1 is no region of AWS',
  ],
  ['another account', arn.replace('111122223333', '999988887777'), 'the AWS account 999988887777', 'of the account 999988887777'], // prettier-ignore
  ['a bare id', 'ALIAS00001', 'not the ARN of a flow alias', 'It has the form'],
  ['one letter too few', arn.slice(0, -1), 'ten letters and digits', 'Copy the ARN'],
  ['one letter too many', `${arn}x`, 'ten letters and digits', 'Copy the ARN'],
  ['a short account', arn.replace('111122223333', '11112222333'), 'its account "11112222333"', 'It has the form'], // prettier-ignore
])('refuses %s', (_, text, detail, remedy) => {
  const problem = problemIn(() => flowTarget(text, here))
  expect(problem.code).toBe('wrong-target')
  expect(problem.message).toContain(detail)
  expect(problem.remedy).toContain(remedy)
})
