import { validationError } from '../wire/aws-error.ts'
import type { Agent, AgentAlias } from './agent-schema.ts'

export type AgentVersion = Pick<
  Agent,
  | 'instruction'
  | 'foundationModel'
  | 'idleSessionTTLInSeconds'
  | 'actionGroups'
  | 'knowledgeBases'
  | 'files'
  | 'mayStream'
> & { version: string }

/** What an alias leads to. Throws ValidationException when it cannot be invoked. */
export function invokedVersion(agent: Agent, alias: AgentAlias): AgentVersion {
  const { status, invocations, version } = alias
  if (invocations === 'REJECT_INVOCATIONS') {
    throw validationError(
      `The agent alias ${alias.id} does not accept invocations. Set its aliasInvocationState to ACCEPT_INVOCATIONS.`,
    )
  }
  if (status !== 'PREPARED') {
    throw validationError(`The agent alias ${alias.id} is not prepared. Its status is ${status}.`)
  }
  if (version === undefined) {
    throw validationError(`The agent alias ${alias.id} has no associated version.`)
  }
  if (version === 'DRAFT' && agent.status !== 'PREPARED') {
    throw validationError(
      `The agent ${agent.id} is not prepared. Its status is ${agent.status}. Prepare the agent and try again.`,
    )
  }
  const changed = version === 'DRAFT' ? {} : agent.versions[version]
  return {
    instruction: changed?.instruction ?? agent.instruction,
    foundationModel: changed?.foundationModel ?? agent.foundationModel,
    actionGroups: changed?.actionGroups ?? agent.actionGroups,
    idleSessionTTLInSeconds: agent.idleSessionTTLInSeconds,
    knowledgeBases: agent.knowledgeBases,
    files: agent.files,
    mayStream: agent.mayStream,
    version,
  }
}
