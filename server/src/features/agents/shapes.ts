import type { Agent, Conversation, Message } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'
import type { AgentRow } from './agent-store.ts'
import type { ConversationRow, MessageRow } from './conversation-store.ts'

export const agentOf = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  description: row.description,
  source: row.source,
  provider: { id: row.provider_id, name: row.provider_name },
  alias_arn: row.alias_arn,
  state: row.last_test.ok ? 'ready' : 'failing',
  last_test: row.last_test,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

/** AWS forgets a session after its idle time, without telling anybody. */
export function conversationOf(row: ConversationRow, now: Date): Conversation {
  const isExpired = row.expires_at !== null && row.expires_at <= now
  const unlessEnded = isExpired ? 'expired' : 'open'
  return {
    id: row.id,
    agent_id: row.agent_id,
    session_id: row.session_id,
    state: row.ended_at === null ? unlessEnded : 'ended',
    title: row.title,
    session_attributes: row.session_attributes,
    messages: row.message_count,
    tokens: { input: row.input_tokens, output: row.output_tokens },
    created_at: row.created_at.toISOString(),
    last_message_at: row.last_message_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
  }
}

/** An answer whose server died is not awaited for ever. */
export function messageOf(row: MessageRow, isAnswering: boolean): Message {
  const isLost = row.state === 'answering' && !isAnswering
  const problem = isLost ? lost : row.problem
  return {
    id: row.id,
    role: row.role,
    state: isLost ? 'failed' : row.state,
    text: row.text,
    citations: row.heard.citations,
    steps: row.heard.steps,
    return_control: row.heard.returnControl,
    files: row.heard.files,
    tokens: { input: row.input_tokens, output: row.output_tokens },
    latency_ms: row.latency_ms,
    request_id: row.request_id,
    ...(problem && { problem }),
    created_at: row.created_at.toISOString(),
  }
}

const lost = new Problem(
  'connection-lost',
  'The server stopped while the agent was answering; what it said is not known.',
  { remedy: 'Send the message again.' },
).toDocument()
