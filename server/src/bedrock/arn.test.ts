import { describe, expect, test } from 'vitest'
import { parseArn, type ArnKind } from './arn.ts'

const account = '111122223333'
const own = `arn:aws:bedrock:us-east-1:${account}`

const valid: [ArnKind, string, Record<string, string>][] = [
  ['foundation-model', 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', { model: 'anthropic.claude-3-haiku-20240307-v1:0' }],
  ['foundation-model', 'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.titan-text-express-v1:0:8k', { model: 'amazon.titan-text-express-v1:0:8k' }],
  ['inference-profile', `${own}:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0`, { profile: 'us.anthropic.claude-sonnet-4-20250514-v1:0' }],
  ['application-inference-profile', `${own}:application-inference-profile/ab12cd34ef56`, { profile: 'ab12cd34ef56' }],
  ['provisioned-model', `${own}:provisioned-model/ab12cd34ef56`, { provisioned: 'ab12cd34ef56' }],
  ['custom-model-deployment', `${own}:custom-model-deployment/ab12cd34ef56`, { deployment: 'ab12cd34ef56' }],
  ['imported-model', `${own}:imported-model/ab12cd34ef56`, { imported: 'ab12cd34ef56' }],
  ['prompt-router', `${own}:default-prompt-router/anthropic.claude:1`, { router: 'anthropic.claude:1' }],
  ['prompt-router', `${own}:prompt-router/ab12cd34ef56`, { router: 'ab12cd34ef56' }],
  ['marketplace-endpoint', `arn:aws:sagemaker:us-east-1:${account}:endpoint/my-endpoint-1`, { endpoint: 'my-endpoint-1' }],
  ['prompt', `${own}:prompt/PROMPT0001`, { prompt: 'PROMPT0001' }],
  ['prompt', `${own}:prompt/PROMPT0001:12`, { prompt: 'PROMPT0001', version: '12' }],
  ['flow', `${own}:flow/FLOW000001`, { flow: 'FLOW000001' }],
  ['flow-alias', `${own}:flow/FLOW000001/alias/ALIAS00001`, { flow: 'FLOW000001', alias: 'ALIAS00001' }],
  ['flow-alias', `${own}:flow/FLOW000001/alias/TSTALIASID`, { flow: 'FLOW000001', alias: 'TSTALIASID' }],
  ['flow-execution', `${own}:flow/FLOW000001/alias/ALIAS00001/execution/exec-1`, { flow: 'FLOW000001', alias: 'ALIAS00001', execution: 'exec-1' }],
  ['agent', `${own}:agent/AGENT00001`, { agent: 'AGENT00001' }],
  ['agent-alias', `${own}:agent-alias/AGENT00001/ALIAS00001`, { agent: 'AGENT00001', alias: 'ALIAS00001' }],
  ['guardrail', `${own}:guardrail/abc123`, { guardrail: 'abc123' }],
  ['knowledge-base', `${own}:knowledge-base/KB00000001`, { knowledgeBase: 'KB00000001' }],
  ['role', `arn:aws-cn:iam::${account}:role/path/to/Outcrop.Bedrock@1`, { role: 'path/to/Outcrop.Bedrock@1' }],
  ['lambda-function', `arn:aws:lambda:us-east-1:${account}:function:collect_1`, { function: 'collect_1' }],
  ['lambda-function', `arn:aws:lambda:us-east-1:${account}:function:collect:$LATEST`, { function: 'collect', qualifier: '$LATEST' }],
] // prettier-ignore

describe('parseArn reads', () => {
  test.each(valid)('%s %s', (kind, text, ids) => {
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

  test.each(valid)('%s %s with any one character spoilt', (_, text) => {
    for (let at = 0; at < text.length; at += 1) {
      expect(parseArn(`${text.slice(0, at)}§${text.slice(at + 1)}`)).toBeUndefined()
    }
  })
})
