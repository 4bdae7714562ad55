import { parseArn } from '../arn.ts'
import { isProfile } from './is-profile.ts'
import type { Knowledge } from './knowledge.ts'
import { modelStatements, named } from './model-statements.ts'
import type { Place } from './place.ts'
import type { Statement } from './policy-document.ts'
import type { Use } from './use.ts'

export interface Wish {
  readonly uses: readonly Use[]
  readonly place: Place
  readonly knowledge: Knowledge
  /** Also what Outcrop reads to test the connection and to offer lists. */
  readonly reading: boolean
}

/** The least that a configuration needs of IAM. Pure, so that it can be proved against an evaluator. */
export function statementsFor(wish: Wish): Statement[] {
  const statements = wish.uses.flatMap((use) => statementsOf(use, wish))
  return wish.reading ? [...statements, readLists] : statements
}

/** These actions know no resources. */
const readLists = named(
  'ReadLists',
  [
    'bedrock:ListFoundationModels',
    'bedrock:ListInferenceProfiles',
    'bedrock:ListProvisionedModelThroughputs',
    'bedrock:ListImportedModels',
    'bedrock:ListCustomModelDeployments',
    'bedrock:ListPromptRouters',
  ],
  ['*'],
)

const readAvailability = named(
  'ReadAvailability',
  ['bedrock:GetFoundationModelAvailability'],
  ['*'],
)

function statementsOf(use: Use, wish: Wish): Statement[] {
  const { place, reading } = wish
  const also = (action: string): string[] => (reading ? [action] : [])
  switch (use.kind) {
    case 'model':
      return [...modelOf(use.model, wish), ...guardrails(use.guardrail, place)]
    case 'prompt':
      return [
        named('RenderPrompts', ['bedrock:RenderPrompt', ...also('bedrock:GetPrompt')], promptArns(use.prompt)), // prettier-ignore
        ...modelsOfPrompt(use.prompt, wish),
        ...guardrails(use.guardrail, place),
      ]
    case 'flow':
      return [
        named('InvokeFlows', ['bedrock:InvokeFlow', ...also('bedrock:GetFlowAlias')], [use.alias]),
        ...(reading ? [named('ReadFlows', ['bedrock:GetFlowVersion'], [flowOf(use.alias)])] : []),
      ]
    case 'agent':
      return [
        named('InvokeAgents', ['bedrock:InvokeAgent', ...also('bedrock:GetAgentAlias')], [use.alias]), // prettier-ignore
        ...(reading ? [named('ReadAgents', ['bedrock:GetAgent'], [agentOf(use.alias)])] : []),
      ]
  }
}

function modelOf(model: string, { place, knowledge, reading }: Wish): Statement[] {
  const statements = modelStatements(model, place, knowledge)
  return reading && isOffered(model) ? [...statements, readAvailability] : statements
}

/** AWS tells the availability of its own models only, not of those that belong to the account. */
function isOffered(model: string): boolean {
  return isProfile(model) || (parseArn(model)?.kind ?? 'foundation-model') === 'foundation-model'
}

/** The ARN of the flow that an alias belongs to. */
const flowOf = (alias: string): string => alias.replace(/\/alias\/[^/]+$/, '')

/** The ARN of the agent that an alias belongs to. */
const agentOf = (alias: string): string => alias.replace(/:agent-alias\/([^/]+)\/.*$/, ':agent/$1')

/** AWS looks at the prompt and at the version of it. */
function promptArns(prompt: string): string[] {
  return [...new Set([prompt.replace(/:\d+$/, ''), prompt])]
}

/** InvokeModel cannot be tied to a prompt; while its model is unknown it has to be any. */
function modelsOfPrompt(prompt: string, wish: Wish): Statement[] {
  const { place, knowledge } = wish
  const model = knowledge.promptModels.get(prompt)
  if (model !== undefined) return modelOf(model, wish)
  const { partition, region, account } = place
  return [
    named(
      'InvokeModelsOfPrompts',
      ['bedrock:InvokeModel'],
      [
        `arn:${partition}:bedrock:*::foundation-model/*`,
        `arn:${partition}:bedrock:${region}:${account}:*inference-profile/*`,
      ],
    ),
  ]
}

function guardrails(id: string | undefined, { partition, region, account }: Place): Statement[] {
  if (id === undefined) return []
  const arn = id.startsWith('arn:')
    ? id
    : `arn:${partition}:bedrock:${region}:${account}:guardrail/${id}`
  return [named('ApplyGuardrails', ['bedrock:ApplyGuardrail'], [arn])]
}
