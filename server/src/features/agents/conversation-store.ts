import type { Message, ProblemDocument } from '@outcrop/contract'
import type { Heard } from '../../bedrock/bedrock.ts'
import type { Db } from '../../db/db.ts'

export interface ConversationRow {
  readonly id: string
  readonly agent_id: string
  readonly session_id: string
  readonly title: string
  readonly session_attributes: Readonly<Record<string, string>>
  readonly message_count: number
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly created_at: Date
  readonly last_message_at: Date | null
  readonly expires_at: Date | null
  readonly ended_at: Date | null
  readonly answering_until: Date | null
}

/** What is kept of an answer beside its text. */
export type HeardParts = Pick<Heard, 'citations' | 'steps' | 'returnControl' | 'files'>

export interface MessageRow {
  readonly id: string
  readonly role: Message['role']
  readonly state: Message['state']
  readonly text: string
  readonly heard: HeardParts
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly latency_ms: number | null
  readonly request_id: string | null
  readonly problem: ProblemDocument | null
  readonly created_at: Date
}

const shownMessages = 500

export async function listConversations(
  db: Db,
  organizationId: string,
  agentId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ConversationRow[]> {
  const { rows } = await db.query<ConversationRow>(
    `select * from conversations where organization_id = $1 and agent_id = $2
       and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, agentId, cursor ?? null, limit],
  )
  return rows
}

export async function findConversation(
  db: Db,
  organizationId: string,
  agentId: string,
  id: string,
): Promise<ConversationRow | undefined> {
  const { rows } = await db.query<ConversationRow>(
    'select * from conversations where organization_id = $1 and agent_id = $2 and id = $3',
    [organizationId, agentId, id],
  )
  return rows[0]
}

export async function insertConversation(
  db: Db,
  organizationId: string,
  row: Pick<ConversationRow, 'id' | 'agent_id' | 'session_id' | 'session_attributes'>,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into conversations (id, organization_id, agent_id, session_id, session_attributes, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      row.id,
      organizationId,
      row.agent_id,
      row.session_id,
      JSON.stringify(row.session_attributes),
      at,
    ],
  )
}

/** The latest messages, oldest first. */
export async function messagesOf(
  db: Db,
  organizationId: string,
  conversationId: string,
): Promise<MessageRow[]> {
  const { rows } = await db.query<MessageRow>(
    `select * from messages where organization_id = $1 and conversation_id = $2
     order by id desc limit ${shownMessages}`,
    [organizationId, conversationId],
  )
  return rows.toReversed()
}

export async function findMessage(
  db: Db,
  organizationId: string,
  id: string,
): Promise<MessageRow | undefined> {
  const { rows } = await db.query<MessageRow>(
    'select * from messages where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Takes the turn to speak; false when the agent is still answering. */
export async function takeTurn(
  db: Db,
  organizationId: string,
  id: string,
  { at, until }: { readonly at: Date; readonly until: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update conversations set answering_until = $4 where organization_id = $1 and id = $2
       and ended_at is null and (answering_until is null or answering_until <= $3)`,
    [organizationId, id, at, until],
  )
  return rowCount === 1
}

export interface NewMessageRow {
  readonly id: string
  readonly conversationId: string
  readonly role: Message['role']
  readonly state: Message['state']
  readonly text: string
}

export async function insertMessage(
  db: Db,
  organizationId: string,
  { id, conversationId, role, state, text }: NewMessageRow,
  at: Date,
): Promise<void> {
  const heard: HeardParts = { citations: [], steps: [], returnControl: null, files: [] }
  await db.query(
    `with counted as (
       update conversations set message_count = message_count + 1, last_message_at = $8,
         title = case when title = '' and $4 = 'user' then left($6, 100) else title end
       where organization_id = $2 and id = $3
     )
     insert into messages (id, organization_id, conversation_id, role, state, text, heard, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, organizationId, conversationId, role, state, text, JSON.stringify(heard), at],
  )
}

export interface MessageEnd {
  readonly id: string
  readonly conversationId: string
  readonly state: Message['state']
  readonly heard: Heard
  readonly latencyMs: number
  readonly problem: ProblemDocument | null
  /** When the session ends if nothing more is said. */
  readonly expiresAt: Date | null
}

/** Keeps how an answer ended, and gives the turn back. */
export async function endMessage(
  db: Db,
  organizationId: string,
  { id, conversationId, state, heard, latencyMs, problem, expiresAt }: MessageEnd,
  at: Date,
): Promise<void> {
  const { text, citations, steps, returnControl, files, tokens, requestId } = heard
  const parts: HeardParts = { citations, steps, returnControl, files }
  await db.query(
    `with freed as (
       update conversations set answering_until = null, last_message_at = $11, expires_at = $12,
         input_tokens = case when $7::int is null then input_tokens else coalesce(input_tokens, 0) + $7 end,
         output_tokens = case when $8::int is null then output_tokens else coalesce(output_tokens, 0) + $8 end
       where organization_id = $1 and id = $3
     )
     update messages set state = $4, text = $5, heard = $6, input_tokens = $7, output_tokens = $8,
       latency_ms = $9, request_id = $10, problem = $13
     where organization_id = $1 and id = $2`,
    [
      organizationId,
      id,
      conversationId,
      state,
      text,
      JSON.stringify(parts),
      tokens.input,
      tokens.output,
      latencyMs,
      requestId,
      at,
      expiresAt,
      problem === null ? null : JSON.stringify(problem),
    ],
  )
}

/** Gives a turn back in which nothing was said. */
export async function giveTurnBack(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query(
    'update conversations set answering_until = null where organization_id = $1 and id = $2',
    [organizationId, id],
  )
}

export async function markEnded(
  db: Db,
  organizationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await db.query(
    `update conversations set ended_at = coalesce(ended_at, $3), answering_until = null
     where organization_id = $1 and id = $2`,
    [organizationId, id, at],
  )
}
