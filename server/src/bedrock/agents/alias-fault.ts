import { Problem } from '../../kernel/problem.ts'

/** What GetAgentAlias tells of an alias. AWS may leave out anything. */
export interface AliasFacts {
  readonly agentAliasStatus?: string | undefined
  readonly aliasInvocationState?: string | undefined
  readonly routingConfiguration?:
    readonly { readonly agentVersion?: string | undefined }[] | undefined
  readonly failureReasons?: readonly string[] | undefined
}

const newVersion =
  'In the Amazon Bedrock console open the agent, create an alias and choose "Create a new version and associate it to this alias". Then connect that alias.'

/** Why an alias cannot be called; null when it can. */
export function aliasFault(alias: AliasFacts): Problem | null {
  const { agentAliasStatus: status, aliasInvocationState, failureReasons = [] } = alias
  if (aliasInvocationState === 'REJECT_INVOCATIONS') {
    return fault(
      'The alias rejects invocations: someone has switched it off.',
      'Set the invocation state of the alias to ACCEPT_INVOCATIONS (UpdateAgentAlias), then test again.',
    )
  }
  if (status !== undefined && status !== 'PREPARED') return unprepared(status, failureReasons)
  const version = alias.routingConfiguration?.[0]?.agentVersion
  if (version === undefined) return fault('The alias has no associated version.', newVersion)
  if (version !== 'DRAFT') return null
  return fault(
    'The alias leads to the working draft of the agent, which changes whenever someone edits it.',
    newVersion,
  )
}

function unprepared(status: string, reasons: readonly string[]): Problem {
  const isPassing = status === 'CREATING' || status === 'UPDATING'
  const why = reasons.length === 0 ? '' : ` AWS says: ${reasons.join(' ')}`
  return fault(
    `The alias is not prepared: its status is ${status}.${why}`,
    isPassing
      ? 'Wait until AWS has finished, then test again.'
      : 'Prepare the agent in the Amazon Bedrock console and create a new alias with a new version, then connect that one.',
  )
}

function fault(detail: string, remedy: string): Problem {
  return new Problem('agent-not-ready', detail, { remedy })
}
