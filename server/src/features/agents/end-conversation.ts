import { Problem } from '../../kernel/problem.ts'
import type { AgentRow } from './agent-store.ts'
import { giveTurnBack, markEnded, takeTurn, type ConversationRow } from './conversation-store.ts'
import type { AgentEditing } from './edit.ts'
import { conversationOf } from './shapes.ts'

/** How long AWS may take to end a session, in milliseconds. */
const limitMs = 15_000

interface Ending {
  readonly organizationId: string
  readonly agent: AgentRow
  readonly conversation: ConversationRow
}

/** Ends the session in AWS, if it may still be there, and the conversation. Throws the problem of AWS. */
export async function endConversation(editing: AgentEditing, ending: Ending): Promise<void> {
  const { db, now } = editing
  const { organizationId, conversation } = ending
  if (conversation.ended_at !== null) return
  // Nobody may say anything meanwhile: it would go into a session that is being ended.
  const at = now()
  const until = new Date(at.getTime() + 2 * limitMs)
  if (!(await takeTurn(db, organizationId, conversation.id, { at, until }))) {
    throw new Problem('state-conflict', 'The agent is still answering.', {
      remedy: 'Wait for its answer, then end the conversation.',
    })
  }
  try {
    if (conversationOf(conversation, at).state === 'open' && conversation.message_count > 0)
      await endSession(editing, ending)
  } catch (error) {
    await giveTurnBack(db, organizationId, conversation.id)
    throw error
  }
  await markEnded(db, organizationId, conversation.id, now())
}

async function endSession(
  { sources, connection }: AgentEditing,
  { organizationId, agent, conversation }: Ending,
): Promise<void> {
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

/** What it says at the end is of no interest; that it has ended is. */
async function heardOut(events: AsyncIterable<unknown>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (next.done !== true) next = await iterator.next()
}
