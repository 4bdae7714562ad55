import { describe, expect, test } from 'vitest'
import { parseArn } from './arn.ts'
import { validArns } from './testing/valid-arns.ts'

const account = '111122223333'
const own = `arn:aws:bedrock:us-east-1:${account}`

describe('parseArn reads', () => {
  test.each(validArns)('%s %s', (kind, text, ids) => {
    const arn = parseArn(text)
    expect(arn?.kind).toBe(kind)
    expect(arn?.ids).toEqual(ids)
    expect(arn?.partition).toBe(text.split(':')[1])
    expect(arn?.region).toBe(text.split(':')[3])
    expect(arn?.account).toBe(text.split(':')[4])
  })
})

const oneCharacterWrong: [string, string][] = [
  ['foundation-model with an account', `${own}:foundation-model/anthropic.claude-v2`],
  ['foundation-model without a vendor', 'arn:aws:bedrock:us-east-1::foundation-model/claude-v2'],
  ['foundation-model in capitals', 'arn:aws:bedrock:us-east-1::foundation-model/Anthropic.claude-v2'],
  ['profile without a name', `${own}:inference-profile/`],
  ['profile in an account of 11 digits', 'arn:aws:bedrock:us-east-1:11112222333:inference-profile/us.x'],
  ['application profile with a slash', `${own}:application-inference-profile/ab12/d34ef56`],
  ['provisioned model of 11 characters', `${own}:provisioned-model/ab12cd34ef5`],
  ['provisioned model of 13 characters', `${own}:provisioned-model/ab12cd34ef567`],
  ['deployment in capitals', `${own}:custom-model-deployment/Ab12cd34ef56`],
  ['imported model of 11 characters', `${own}:imported-model/ab12cd34ef5`],
  ['prompt router without a name', `${own}:prompt-router/`],
  ['marketplace endpoint with an underscore', `arn:aws:sagemaker:us-east-1:${account}:endpoint/my_endpoint`],
  ['prompt of nine characters', `${own}:prompt/PROMPT001`],
  ['prompt draft by name', `${own}:prompt/PROMPT0001:DRAFT`],
  ['prompt with an empty version', `${own}:prompt/PROMPT0001:`],
  ['flow of 11 characters', `${own}:flow/FLOW0000012`],
  ['flow alias by its name', `${own}:flow/FLOW000001/alias/live`],
  ['flow alias with a version', `${own}:flow/FLOW000001/alias/ALIAS00001:1`],
  ['flow execution without a name', `${own}:flow/FLOW000001/alias/ALIAS00001/execution/`],
  ['agent of nine characters', `${own}:agent/AGENT0001`],
  ['agent alias without the alias', `${own}:agent-alias/AGENT00001/`],
  ['guardrail in capitals', `${own}:guardrail/ABC123`],
  ['knowledge base with a hyphen', `${own}:knowledge-base/KB-0000001`],
  ['role in a region', `arn:aws:iam:us-east-1:${account}:role/Outcrop`],
  ['role with a blank', `arn:aws:iam::${account}:role/Out crop`],
  ['function with a wrong qualifier', `arn:aws:lambda:us-east-1:${account}:function:collect:$LAST`],
  ['another partition', `arn:amazon:bedrock:us-east-1:${account}:agent/AGENT00001`],
  ['another service', `arn:aws:s3:us-east-1:${account}:agent/AGENT00001`],
  ['a line break at the end', `${own}:agent/AGENT00001\n`],
] // prettier-ignore

describe('parseArn refuses', () => {
  test.each(oneCharacterWrong)('%s', (_, text) => {
    expect(parseArn(text)).toBeUndefined()
  })

  test.each(validArns)('%s %s with any one character spoilt', (_, text) => {
    for (let at = 0; at < text.length; at += 1) {
      expect(parseArn(`${text.slice(0, at)}§${text.slice(at + 1)}`)).toBeUndefined()
    }
  })
})
