import type { ArnKind } from '../arn.ts'

const account = '111122223333'
const own = `arn:aws:bedrock:us-east-1:${account}`

/** An ARN of every kind, and the ids in it. */
export const validArns: [ArnKind, string, Record<string, string>][] = [
  ['foundation-model', 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', { model: 'anthropic.claude-3-haiku-20240307-v1:0' }],
  ['foundation-model', 'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.titan-text-express-v1:0:8k', { model: 'amazon.titan-text-express-v1:0:8k' }],
  ['inference-profile', `${own}:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0`, { profile: 'us.anthropic.claude-sonnet-4-20250514-v1:0' }],
  ['application-inference-profile', `${own}:application-inference-profile/ab12cd34ef56`, { profile: 'ab12cd34ef56' }],
  ['provisioned-model', `${own}:provisioned-model/ab12cd34ef56`, { provisionedModel: 'ab12cd34ef56' }],
  ['custom-model-deployment', `${own}:custom-model-deployment/ab12cd34ef56`, { deployment: 'ab12cd34ef56' }],
  ['imported-model', `${own}:imported-model/ab12cd34ef56`, { importedModel: 'ab12cd34ef56' }],
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

/** Where each segment of an ARN begins, by the name under which its fault is told. */
function segmentsOf(text: string, ids: Record<string, string>): [segment: string, at: number][] {
  const colons = [...text.matchAll(/:/g)].map(({ index }) => index + 1)
  const places = ['partition', 'service', 'region', 'account'].map(
    (name, index): [string, number] => [name, colons[index] ?? 0],
  )
  let from = colons[4] ?? 0
  const inResource = Object.entries(ids).map(([name, id]): [string, number] => {
    const at = text.indexOf(id, from)
    from = at + id.length
    return [name, at]
  })
  return [['arn', 0], ...places, ['resource', colons[4] ?? 0], ...inResource]
}

/** Every ARN with one character too many, once in each of its segments. */
export const spoiltArns = validArns.flatMap(([, text, ids]) =>
  segmentsOf(text, ids).map(
    ([segment, at]) => [segment, `${text.slice(0, at)}§${text.slice(at)}`] as const,
  ),
)
