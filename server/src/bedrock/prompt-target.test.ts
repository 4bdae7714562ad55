import { describe, expect, test } from 'vitest'
import { promptTarget } from './prompt-target.ts'
import { problemIn } from './testing/problem-in.ts'

const place = { region: 'us-east-1', account: '111122223333' }
const arn = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1'

describe('promptTarget', () => {
  test.each([
    ['the draft', arn, undefined, { arn, id: 'CONVSCORE1', version: null }],
    ['a version in the ARN', `${arn}:3`, undefined, { arn: `${arn}:3`, version: '3' }],
    ['a version beside it', arn, '3', { arn: `${arn}:3`, version: '3' }],
    ['the same version twice', `${arn}:3`, '3', { arn: `${arn}:3`, version: '3' }],
    ['blanks around', ` ${arn}\n`, undefined, { arn, version: null }],
  ])('takes %s', (_, given, version, expected) => {
    expect(promptTarget(given, version, place)).toMatchObject(expected)
  })

  test('does not compare accounts that it does not know', () => {
    const foreign = arn.replace('111122223333', '444455556666')
    expect(promptTarget(foreign, undefined, { region: 'us-east-1' }).arn).toBe(foreign)
  })

  test.each([
    ['nothing', ' ', undefined, /names no prompt/, /Copy the ARN/],
    ['DRAFT in the ARN', `${arn}:DRAFT`, undefined, /names the draft/, /Leave :DRAFT out/],
    ['a bare id', 'CONVSCORE1', undefined, /is the id of a prompt/, /Copy the ARN/],
    ['another region', arn.replace('us-east-1', 'eu-west-1'), undefined, /is in eu-west-1, but the provider works in us-east-1/, /Choose a provider in eu-west-1/],
    ['another account', arn.replace('111122223333', '444455556666'), undefined, /belongs to the AWS account 444455556666/, /Choose a provider of the account 444455556666/],
    ['two versions', `${arn}:3`, '4', /names version 3 .* names version 4/, /once/],
    ['an id that is too short', arn.slice(0, -1), undefined, /is not the ARN of a managed prompt/, /Copy the whole/],
    ['an id that is too long', `${arn}X`, undefined, /is not the ARN of a managed prompt/, /Copy the whole/],
    ['a version that is a word', `${arn}:latest`, undefined, /is not the ARN/, /Copy the whole/],
    ['another service', arn.replace(':bedrock:', ':bedrok:'), undefined, /is not the ARN/, /Copy the whole/],
    ['a short account', arn.replace('111122223333', '11112222333'), undefined, /is not the ARN/, /Copy the whole/],
    ['a flow alias', 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001/alias/ALIAS00001', undefined, /of kind flow-alias/, /bedrock\.flow/],
    ['an agent', 'arn:aws:bedrock:us-east-1:111122223333:agent/AGENT00001', undefined, /of kind agent/, /bedrock\.agent-task/],
    ['a model', 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0', undefined, /foundation-model/, /bedrock\.prompt/],
    ['a role', 'arn:aws:iam::111122223333:role/Outcrop', undefined, /of kind role/, /Copy the ARN/],
  ])('refuses %s before any call', (_, given, version, detail, remedy) => {
    const problem = problemIn(() => promptTarget(given, version, place))
    expect(problem.code).toBe('wrong-target')
    expect(problem.message).toMatch(detail)
    expect(problem.remedy).toMatch(remedy)
  })
}) // prettier-ignore
