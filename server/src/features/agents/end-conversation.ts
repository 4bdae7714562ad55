import { Problem } from '../../kernel/problem.ts'
import type { AgentRow } from './agent-store.ts'
import { markEnded, type ConversationRow } from './conversation-store.ts'
import type { AgentEditing } from './edit.ts'
import { conversationOf } from './shapes.ts'

/** How long AWS may take to end a session, in milliseconds. */
const limitMs = 15_000

/** Ends the session in AWS, if it may still be there, and the conversation. Throws the problem of AWS. */
export async function endConversation(
  { db, sources, connection, now }: AgentEditing,
  {
    organizationId,
    agent,
    conversation,
  }: {
    readonly organizationId: string
    readonly agent: AgentRow
    readonly conversation: ConversationRow
  },
): Promise<void> {
  if (conversation.answering_until !== null && conversation.answering_until > now()) {
    throw new Problem('state-conflict', 'The agent is still answering.', {
      remedy: 'Wait for its answer, then end the conversation.',
    })
  }
  const { state } = conversationOf(conversation, now())
  if (state === 'open' && conversation.message_count > 0) {
    const turn = {
      aliasArn: agent.alias_arn,
      sessionId: conversation.session_id,
      say: 'goodbye',
      sessionAttributes: {},
      stream: false,
    } as const
    const events = sources[agent.source].converse(
      await connection(organizationId, agent.provider_id),
      turn,
      { signal: AbortSignal.timeout(limitMs) },
    )
    await heardOut(events)
  }
  await markEnded(db, organizationId, conversation.id, now())
}

/** What it says at the end is of no interest; that it has ended is. */
async function heardOut(events: AsyncIterable<unknown>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (next.done !== true) next = await iterator.next()
}
