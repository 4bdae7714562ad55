import type { Clock } from '../kernel/clock.ts'
import { counted } from '../kernel/counted.ts'
import { Problem } from '../kernel/problem.ts'
import { agentFacts } from './agents/agent-facts.ts'
import { aliasVersion } from './agents/alias-version.ts'
import { parseArn } from './arn.ts'
import { attempt, type Check, type Outcome } from './attempt-check.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { flowFacts } from './flows/flow-facts.ts'
import { flowVersionFacts } from './flows/flow-version-facts.ts'
import { isProfile } from './policies/is-profile.ts'
import { promptVariant } from './prompt-variant.ts'
import type { Use } from './policies/use.ts'
import { readResources, type ReadResources } from './read-resources.ts'
import { useFaults } from './use-faults.ts'

/** More than this would take longer than anybody waits for a test. */
const mostUses = 50

interface Tools {
  readonly aws: Aws
  readonly now: Clock
}

/** Looks at everything that a provider is used for, without running any of it. */
export async function checkUses(
  { aws, now }: Tools,
  connection: Connection,
  uses: readonly Use[],
): Promise<Check[]> {
  const distinct = new Map(uses.map((use) => [subjectOf(use), use] as const))
  const checks = [...distinct].slice(0, mostUses).map(async ([subject, use]) => {
    const outcomes = await checksOf(use, connection, (check, work) =>
      attempt(check, now, (signal) => work(readResources(aws, connection, signal))),
    )
    return outcomes.map(({ check }) => ({ ...check, subject }))
  })
  return (await Promise.all(checks)).flat()
}

function subjectOf(use: Use): string {
  switch (use.kind) {
    case 'model':
      return use.model
    case 'prompt':
      return use.prompt
    case 'flow':
    case 'agent':
      return use.alias
  }
}

type Try = <T>(
  check: string,
  work: (read: ReadResources) => Promise<{ value: T; summary: string }>,
) => Promise<Outcome<T>>

/** What is asked of AWS first. */
const firstCheck = {
  model: 'bedrock:GetFoundationModelAvailability',
  prompt: 'bedrock:GetPrompt',
  flow: 'bedrock:GetFlowAlias',
  agent: 'bedrock:GetAgentAlias',
} as const satisfies Record<Use['kind'], string>

async function checksOf(use: Use, connection: Connection, tried: Try): Promise<Outcome<unknown>[]> {
  const [fault] = useFaults(use, connection)
  // AWS need not be asked about what cannot be called.
  if (fault) return [await tried(firstCheck[use.kind], () => Promise.reject(fault.problem))]
  const ids = parseArn(subjectOf(use))?.ids ?? {}
  switch (use.kind) {
    case 'model':
      return checkModel(use.model, tried)
    case 'prompt':
      return checkPrompt(ids['prompt'] ?? '', ids['version'] ?? null, tried)
    case 'flow':
      return checkFlow(use.alias, connection, tried)
    case 'agent':
      return checkAgent(ids['agent'] ?? '', ids['alias'] ?? '', tried)
  }
}

async function checkModel(model: string, tried: Try): Promise<Outcome<unknown>[]> {
  const arn = parseArn(model)
  if (!isProfile(model)) {
    const id = arn ? arn.ids['model'] : model
    // Provisioned and imported models belong to the account; AWS tells their availability by no call.
    return id === undefined ? [] : [await checkAvailability(id, tried)]
  }
  const profile = await tried('bedrock:GetInferenceProfile', async (read) => {
    const { models = [], status } = await read.profile(model)
    const arns = models.flatMap(({ modelArn }) => parseArn(modelArn ?? '') ?? [])
    const regions = new Set(arns.map(({ region }) => region))
    return {
      value: arns[0]?.ids['model'],
      summary: `The profile is ${status ?? 'there'} and leads to ${counted(regions.size, 'region')}: ${[...regions].join(', ')}.`,
    }
  })
  const behind = profile.value
  return behind ? [profile, await checkAvailability(behind, tried)] : [profile]
}

/** What each part of an availability must say, and what it means when it does not. */
function checkAvailability(id: string, tried: Try): Promise<Outcome<null>> {
  return tried('bedrock:GetFoundationModelAvailability', async (read) => {
    const answer = await read.availability(id)
    const parts = [
      ['the agreement for the model', answer.agreementAvailability?.status, 'AVAILABLE'],
      ['the authorization', answer.authorizationStatus, 'AUTHORIZED'],
      ['the entitlement', answer.entitlementAvailability, 'AVAILABLE'],
      ['the model in this region', answer.regionAvailability, 'AVAILABLE'],
    ] as const
    const lacking = parts.flatMap(([what, is, wanted]) => (is === wanted ? [] : [`${what} is ${is ?? 'unknown'}`])) // prettier-ignore
    if (lacking.length > 0) {
      throw new Problem(
        'account-not-enabled',
        `The account may not use ${id} yet: ${lacking.join(', ')}.`,
        {
          remedy: 'Open Model access in the Amazon Bedrock console of this account and region, and complete what it asks for. Anthropic models need the use case form; others may need a Marketplace subscription.', // prettier-ignore
        },
      )
    }
    return { value: null, summary: `The account may use ${id}.` }
  })
}

async function checkPrompt(
  id: string,
  version: string | null,
  tried: Try,
): Promise<Outcome<unknown>[]> {
  const prompt = await tried('bedrock:GetPrompt', (read) => promptFacts(read, id, version))
  return prompt.value === null ? [prompt] : [prompt, ...(await checkModel(prompt.value, tried))]
}

async function promptFacts(read: ReadResources, id: string, version: string | null) {
  const prompt = await read.prompt(id, version)
  const { name = id, version: found = 'DRAFT' } = prompt
  const model = promptVariant(prompt)?.modelId
  if (model === undefined) {
    throw new Problem('wrong-target', `Version ${found} of the prompt "${name}" names no model.`, {
      remedy: 'Choose a model for the prompt in Prompt management, create a version and use its ARN.', // prettier-ignore
    })
  }
  return { value: model, summary: `The prompt "${name}", version ${found}, asks ${model}.` }
}

async function checkFlow(
  aliasArn: string,
  connection: Connection,
  tried: Try,
): Promise<Outcome<unknown>[]> {
  const alias = await tried('bedrock:GetFlowAlias', (read) => flowFacts(read, aliasArn, connection))
  const { value: target } = alias
  if (!target) return [alias]
  return [alias, await tried('bedrock:GetFlowVersion', (read) => flowVersionFacts(read, target))]
}

async function checkAgent(agentId: string, aliasId: string, tried: Try) {
  return Promise.all([
    tried('bedrock:GetAgentAlias', (read) => aliasVersion(read, { agentId, aliasId })),
    tried('bedrock:GetAgent', (read) => agentFacts(read, agentId)),
  ])
}
