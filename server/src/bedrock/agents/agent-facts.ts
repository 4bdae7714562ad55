import type { ReadResources } from '../read-resources.ts'

export interface AgentFacts {
  readonly name: string | null
  readonly model: string | null
  /** How long AWS keeps a session in which nothing is said, in seconds. */
  readonly idleS: number | null
}

/** What an agent is called and what it runs on. */
export async function agentFacts(
  read: ReadResources,
  agentId: string,
): Promise<{ value: AgentFacts; summary: string }> {
  const { agentName, foundationModel, idleSessionTTLInSeconds } =
    (await read.agent(agentId)).agent ?? {}
  return {
    value: {
      name: agentName ?? null,
      model: foundationModel ?? null,
      idleS: idleSessionTTLInSeconds ?? null,
    },
    summary: `${agentName ?? 'The agent'} uses ${foundationModel ?? 'a model'}.`,
  }
}
