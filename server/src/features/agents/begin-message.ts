import type { NewMessage } from '@outcrop/contract'
import type { AgentTurn, Connection } from '../../bedrock/bedrock.ts'
import { transaction } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { AgentRow } from './agent-store.ts'
import {
  findMessage,
  insertMessage,
  messagesOf,
  takeTurn,
  type ConversationRow,
  type MessageRow,
} from './conversation-store.ts'
import type { AgentEditing } from './edit.ts'
import { conversationOf } from './shapes.ts'

/** The longest that an agent may take for one message, in milliseconds. */
export const longestMs = 900_000

export interface Begun {
  readonly organizationId: string
  readonly agent: AgentRow
  readonly conversationId: string
  readonly turn: AgentTurn
  readonly connection: Connection
  readonly sent: MessageRow
  readonly answerId: string
  readonly at: Date
}

interface Saying {
  readonly organizationId: string
  readonly agent: AgentRow
  readonly conversation: ConversationRow
  readonly given: NewMessage
}

/** Stores what is said, and that an answer is awaited. Throws `state-conflict` when nothing may be said. */
export async function beginMessage(editing: AgentEditing, saying: Saying): Promise<Begun> {
  const { db, now } = editing
  const { organizationId, agent, conversation, given } = saying
  const at = now()
  refuseUnlessOpen(conversation, at)
  const turn = await turnOf(editing, saying)
  const connection = await editing.connection(organizationId, agent.provider_id)
  // Longer than an answer may take, so that nobody speaks while one may still come.
  const until = new Date(at.getTime() + longestMs + 60_000)
  const conversationId = conversation.id
  const [sentId, answerId] = [newId('message'), newId('message')]
  // In one transaction: a turn that is taken without a message would keep the conversation silent.
  const sent = await transaction(db, async (client) => {
    if (!(await takeTurn(client, organizationId, conversationId, { at, until }))) return null
    await insertMessage(client, organizationId, { id: sentId, conversationId, role: 'user', state: 'done', text: textOf(given) }, at) // prettier-ignore
    await insertMessage(client, organizationId, { id: answerId, conversationId, role: 'agent', state: 'answering', text: '' }, at) // prettier-ignore
    return findMessage(client, organizationId, sentId)
  })
  if (sent === null) {
    throw new Problem('state-conflict', 'The agent is still answering the last message.', {
      remedy: 'Wait for its answer, then send the next message.',
    })
  }
  if (!sent) throw new Error('A message that was just stored is not there.')
  return { organizationId, agent, conversationId, turn, connection, sent, answerId, at }
}

function refuseUnlessOpen(row: ConversationRow, now: Date): void {
  const { state } = conversationOf(row, now)
  if (state === 'open') return
  const why =
    state === 'ended'
      ? 'The conversation has been ended.'
      : 'The session of this conversation has expired: AWS has forgotten what was said in it.'
  throw new Problem('state-conflict', why, { remedy: 'Start a new conversation.' })
}

async function turnOf(editing: AgentEditing, saying: Saying): Promise<AgentTurn> {
  const { agent, conversation, given } = saying
  return {
    aliasArn: agent.alias_arn,
    sessionId: conversation.session_id,
    sessionAttributes: await attributesFor(editing, saying),
    stream: agent.streams,
    say: 'text' in given ? given : { invocationId: await awaitedInvocation(editing, saying), ...given }, // prettier-ignore
  }
}

/**
 * What the session is to begin with. Its action groups may change them, so they are not sent again
 * once the agent has answered.
 */
async function attributesFor(
  { db }: AgentEditing,
  saying: Saying,
): Promise<AgentTurn['sessionAttributes']> {
  const { organizationId, conversation } = saying
  if (Object.keys(conversation.session_attributes).length === 0) return {}
  const messages = await messagesOf(db, organizationId, conversation.id)
  const isKnown = messages.some(({ role, state }) => role === 'agent' && state === 'done')
  return isKnown ? {} : conversation.session_attributes
}

/** What the last answer asked to be done. */
async function awaitedInvocation({ db }: AgentEditing, saying: Saying): Promise<string> {
  const { organizationId, conversation } = saying
  const last = (await messagesOf(db, organizationId, conversation.id)).at(-1)
  if (last?.heard.returnControl) return last.heard.returnControl.invocation_id
  throw new Problem('state-conflict', 'The agent has not asked for an action to be done.', {
    remedy: 'Send a text.',
  })
}

function textOf(given: NewMessage): string {
  if ('text' in given) return given.text
  return given.results.map(({ action_group, name, body }) => `${action_group} · ${name}: ${body}`).join('\n') // prettier-ignore
}
