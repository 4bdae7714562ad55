import type { Asker } from '../answers/asker.ts'
import type { World } from '../world.ts'
import { agentActions } from './agent-action.ts'
import type { AgentTurn } from './agent-turn.ts'
import { aliasArn, findAgent, findAlias } from './find-agent.ts'
import { invokedVersion } from './invoked-version.ts'

/** What is said to an agent, and by whom. */
export type Spoken = Pick<
  AgentTurn,
  'sessionId' | 'requestId' | 'text' | 'results' | 'pieceLength' | 'promptAttributes'
> & {
  asker: Asker
  agentId: string
  aliasId: string
  /** Joined to those that the session has. */
  sessionAttributes: Record<string, string> | undefined
}

/**
 * Opens the session of a turn; `name` is what it is closed by. Throws the AwsError of an alias that
 * cannot be invoked and of a session that is busy.
 */
export function openTurn(world: World, spoken: Spoken): { turn: AgentTurn; name: string } {
  const { asker, agentId, aliasId, sessionAttributes, ...said } = spoken
  const agent = findAgent(asker, agentId)
  const alias = findAlias(agent, aliasId)
  const version = invokedVersion(agent, alias)
  const name = `${aliasArn(agentId, aliasId, asker)} ${said.sessionId}`
  const session = world.sessions.open(name, world.now())
  session.attributes = { ...session.attributes, ...sessionAttributes }
  const actions = agentActions(version.actionGroups)
  return { name, turn: { world, asker, agent, alias, version, actions, session, ...said } }
}
