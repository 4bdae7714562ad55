import { applyGuardrail } from './apply-guardrail.ts'
import { assumeRole } from './assume-role.ts'
import { converse } from './converse.ts'
import { converseStream } from './converse-stream.ts'
import { countTokens } from './count-tokens.ts'
import { getAgent } from './get-agent.ts'
import { getAgentAlias } from './get-agent-alias.ts'
import { getCallerIdentity } from './get-caller-identity.ts'
import { getFlow } from './get-flow.ts'
import { getFlowAlias } from './get-flow-alias.ts'
import { getFlowVersion } from './get-flow-version.ts'
import { getFoundationModel } from './get-foundation-model.ts'
import { getFoundationModelAvailability } from './get-foundation-model-availability.ts'
import { getInferenceProfile } from './get-inference-profile.ts'
import { getPrompt } from './get-prompt.ts'
import { invokeAgent } from './invoke-agent.ts'
import { invokeFlow } from './invoke-flow.ts'
import { invokeModel } from './invoke-model.ts'
import { invokeModelWithResponseStream } from './invoke-model-with-response-stream.ts'
import { listAgentAliases } from './list-agent-aliases.ts'
import { listAgents } from './list-agents.ts'
import { listFlowAliases } from './list-flow-aliases.ts'
import { listFlows } from './list-flows.ts'
import { listFoundationModels } from './list-foundation-models.ts'
import { listCustomModelDeployments } from './list-custom-model-deployments.ts'
import { listImportedModels } from './list-imported-models.ts'
import { listInferenceProfiles } from './list-inference-profiles.ts'
import { listPrompts } from './list-prompts.ts'
import { listKnowledgeBases } from './list-knowledge-bases.ts'
import { listPromptRouters } from './list-prompt-routers.ts'
import { listProvisionedModelThroughputs } from './list-provisioned-model-throughputs.ts'
import { retrieve } from './retrieve.ts'
import { retrieveAndGenerate } from './retrieve-and-generate.ts'
import type { Operation } from './operation.ts'

/** Every operation that the emulator answers. To add one, write its file and name it here. */
export const operations: readonly Operation[] = [
  converse,
  converseStream,
  invokeModel,
  invokeModelWithResponseStream,
  countTokens,
  applyGuardrail,
  listFoundationModels,
  getFoundationModel,
  getFoundationModelAvailability,
  listInferenceProfiles,
  getInferenceProfile,
  listProvisionedModelThroughputs,
  listImportedModels,
  listCustomModelDeployments,
  listPromptRouters,
  getPrompt,
  listPrompts,
  getFlow,
  getFlowVersion,
  getFlowAlias,
  listFlows,
  listFlowAliases,
  invokeFlow,
  listKnowledgeBases,
  retrieve,
  retrieveAndGenerate,
  getAgent,
  getAgentAlias,
  listAgents,
  listAgentAliases,
  invokeAgent,
  getCallerIdentity,
  assumeRole,
]
