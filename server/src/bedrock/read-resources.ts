import {
  GetFoundationModelAvailabilityCommand,
  GetInferenceProfileCommand,
  type GetFoundationModelAvailabilityCommandOutput,
  type GetInferenceProfileCommandOutput,
} from '@aws-sdk/client-bedrock'
import {
  GetAgentAliasCommand,
  GetAgentCommand,
  GetFlowAliasCommand,
  GetFlowVersionCommand,
  GetPromptCommand,
  type GetAgentAliasCommandOutput,
  type GetAgentCommandOutput,
  type GetFlowAliasCommandOutput,
  type GetFlowVersionCommandOutput,
  type GetPromptCommandOutput,
} from '@aws-sdk/client-bedrock-agent'
import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts'
import type { Aws } from './aws/aws.ts'
import type { Call } from './aws/call.ts'
import type { Service } from './aws/endpoint-of.ts'
import type { Connection } from './connection.ts'

/** Reads one thing of AWS by its id. All throw `Problem`. */
export interface ReadResources {
  identity(): Promise<GetCallerIdentityCommandOutput>
  availability(modelId: string): Promise<GetFoundationModelAvailabilityCommandOutput>
  profile(id: string): Promise<GetInferenceProfileCommandOutput>
  prompt(id: string, version: string | null): Promise<GetPromptCommandOutput>
  flowAlias(flow: string, alias: string): Promise<GetFlowAliasCommandOutput>
  flowVersion(flow: string, version: string): Promise<GetFlowVersionCommandOutput>
  agent(agent: string): Promise<GetAgentCommandOutput>
  agentAlias(agent: string, alias: string): Promise<GetAgentAliasCommandOutput>
}

type Ask = <T>(service: Service, operation: string, what: string, send: Call<T>['send']) => Promise<T> // prettier-ignore

/** The read calls of AWS: what things are, without any cost. Bare ids work in every partition. */
export function readResources(
  aws: Aws,
  connection: Connection,
  signal: AbortSignal,
): ReadResources {
  const ask: Ask = (service, operation, what, send) =>
    aws.call(connection, { service, operation, what, signal, send })
  return {
    identity: () =>
      ask('sts', 'sts:GetCallerIdentity', 'Asking AWS who the caller is', ({ sts }, options) =>
        sts().send(new GetCallerIdentityCommand({}), options),
      ),
    availability: (modelId) => {
      const command = new GetFoundationModelAvailabilityCommand({ modelId })
      const what = `Looking whether the account may use ${modelId}`
      return ask('bedrock', 'bedrock:GetFoundationModelAvailability', what, ({ control }, options) => control().send(command, options)) // prettier-ignore
    },
    profile: (id) => {
      const command = new GetInferenceProfileCommand({ inferenceProfileIdentifier: id })
      const what = `Looking up the inference profile ${id}`
      return ask('bedrock', 'bedrock:GetInferenceProfile', what, ({ control }, options) => control().send(command, options)) // prettier-ignore
    },
    prompt: (id, version) => {
      const command = new GetPromptCommand({
        promptIdentifier: id,
        promptVersion: version ?? undefined,
      })
      const what = `Looking up the prompt ${id}`
      return ask('bedrock-agent', 'bedrock:GetPrompt', what, ({ agent }, options) => agent().send(command, options)) // prettier-ignore
    },
    ...flowReads(ask),
    agent: (agentId) => {
      const command = new GetAgentCommand({ agentId })
      const what = `Looking up the agent ${agentId}`
      return ask('bedrock-agent', 'bedrock:GetAgent', what, ({ agent }, options) => agent().send(command, options)) // prettier-ignore
    },
    agentAlias: (agentId, alias) => {
      const command = new GetAgentAliasCommand({ agentId, agentAliasId: alias })
      const what = `Looking up the alias ${alias} of the agent ${agentId}`
      return ask('bedrock-agent', 'bedrock:GetAgentAlias', what, ({ agent }, options) => agent().send(command, options)) // prettier-ignore
    },
  }
}

function flowReads(ask: Ask): Pick<ReadResources, 'flowAlias' | 'flowVersion'> {
  return {
    flowAlias: (flow, alias) => {
      const command = new GetFlowAliasCommand({ flowIdentifier: flow, aliasIdentifier: alias })
      const what = `Looking up the alias ${alias} of the flow ${flow}`
      return ask('bedrock-agent', 'bedrock:GetFlowAlias', what, ({ agent }, options) => agent().send(command, options)) // prettier-ignore
    },
    flowVersion: (flow, version) => {
      const command = new GetFlowVersionCommand({ flowIdentifier: flow, flowVersion: version })
      const what = `Looking up version ${version} of the flow ${flow}`
      return ask('bedrock-agent', 'bedrock:GetFlowVersion', what, ({ agent }, options) => agent().send(command, options)) // prettier-ignore
    },
  }
}
