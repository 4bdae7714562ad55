import { parseArn, type Arn, type ArnKind } from './arn.ts'
import { checkPlace, type Place } from './check-place.ts'
import { looksLikeArn } from './looks-like-arn.ts'
import { notTheArn, shortened, wrongTarget } from './wrong-target.ts'

const callable: ReadonlySet<ArnKind> = new Set<ArnKind>([
  'foundation-model',
  'inference-profile',
  'application-inference-profile',
  'provisioned-model',
  'custom-model-deployment',
  'imported-model',
  'prompt-router',
  'marketplace-endpoint',
])

/** What a resource that is no model is, and who takes it instead. */
const elsewhere: Partial<Record<ArnKind, { what: string; remedy: string }>> = {
  prompt: { what: 'a managed prompt', remedy: 'Name a model here. Managed prompts are taken by the action bedrock.managed-prompt.' },
  flow: { what: 'a flow', remedy: 'Name a model here. Flows are taken by the action bedrock.flow, by the ARN of a flow alias.' },
  'flow-alias': { what: 'a flow alias', remedy: 'Name a model here. Flow aliases are taken by the action bedrock.flow.' },
  'flow-execution': { what: 'one execution of a flow', remedy: 'Name a model here. Flows are taken by the action bedrock.flow, by the ARN of a flow alias.' },
  agent: { what: 'an agent', remedy: 'Name a model here. Agents are taken by the action bedrock.agent-task, by the ARN of an agent alias.' },
  'agent-alias': { what: 'an agent alias', remedy: 'Name a model here. Agent aliases are taken by the action bedrock.agent-task.' },
  guardrail: { what: 'a guardrail', remedy: 'Name a model here. A guardrail only accompanies a model.' },
  'knowledge-base': { what: 'a knowledge base', remedy: 'Name a model here.' },
  role: { what: 'an IAM role', remedy: 'Name a model here. A role belongs to the credentials of a provider.' },
  'lambda-function': { what: 'a Lambda function', remedy: 'Name a model here.' },
} // prettier-ignore

/**
 * What to send as the model id. Ids without `arn:` pass as they are, because AWS adds models daily.
 * Throws `wrong-target` for what cannot be a model of this provider.
 */
export function modelTarget(model: string, connection: Place): string {
  const name = model.trim()
  if (!looksLikeArn(name)) return bareId(name)
  const arn = parseArn(name)
  if (!arn) {
    throw notTheArn(
      name,
      'an ARN of a Bedrock resource',
      'Copy the whole ARN from the AWS console, or write the model id instead.',
    )
  }
  checkKind(name, arn)
  checkPlace(name, arn, connection)
  return name
}

function bareId(name: string): string {
  if (name === '') throw wrongTarget('The step names no model.', 'Choose a model or write its id.')
  if (!/^[a-zA-Z0-9:.-]{1,256}$/.test(name)) {
    throw wrongTarget(
      `"${shortened(name)}" cannot be a model id: ids have letters, digits, hyphens, dots and colons only.`,
      'Write the id as the Bedrock console shows it, such as amazon.nova-lite-v1:0.',
    )
  }
  return name
}

function checkKind(name: string, { kind }: Arn): void {
  if (callable.has(kind)) return
  const { what, remedy } = elsewhere[kind] ?? {
    what: `of kind ${kind}`,
    remedy: 'Name a model here.',
  }
  throw wrongTarget(`"${name}" is ${what}, not a model.`, remedy)
}
