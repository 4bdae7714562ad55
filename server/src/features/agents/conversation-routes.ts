import { newMessage, routes, sendMessagePath, type MessageEvent } from '@outcrop/contract'
import { z } from 'zod'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { mountLivePost } from '../../http/sse.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { answerMessage } from './answer-message.ts'
import { beginMessage } from './begin-message.ts'
import { findConversation, insertConversation, listConversations, messagesOf, type ConversationRow } from './conversation-store.ts' // prettier-ignore
import { agentRow, type AgentEditing } from './edit.ts'
import { endConversation } from './end-conversation.ts'
import { createMailbox } from './mailbox.ts'
import { conversationOf, messageOf } from './shapes.ts'

export interface ConversationRouteOptions extends AgentEditing {
  /** Keeps an answer running although nobody may listen any more; gives it the signal of the server's end. */
  readonly keepRunning: (work: (signal: AbortSignal) => Promise<void>) => void
}

const pathParams = z.object({ id: z.string(), conversation_id: z.string() })

export function conversationRoutes(app: App, options: ConversationRouteOptions): void {
  const { db, now } = options
  mount(app, routes.listConversations, async ({ params, query, caller }) => {
    const { organizationId } = caller
    await agentRow(options, organizationId, params.id)
    const { limit, cursor } = query
    const rows = await listConversations(db, organizationId, params.id, { limit: limit + 1, cursor }) // prettier-ignore
    return pageOf(limit, rows, (row) => conversationOf(row, now()))
  })
  mount(app, routes.startConversation, async ({ params, body, caller }) => {
    const { organizationId } = caller
    await agentRow(options, organizationId, params.id)
    const id = newId('conversation')
    // AWS takes no underscore in the id of a session.
    const row = { id, agent_id: params.id, session_id: id.replace('_', '-'), ...body }
    await insertConversation(db, organizationId, row, now())
    return conversationOf(await conversationRow(options, organizationId, { id: params.id, conversation_id: id }), now()) // prettier-ignore
  })
  mount(app, routes.getConversation, async ({ params, caller }) => {
    const row = await conversationRow(options, caller.organizationId, params)
    const messages = await messagesOf(db, caller.organizationId, row.id)
    const isAnswering = row.answering_until !== null && row.answering_until > now()
    return {
      conversation: conversationOf(row, now()),
      messages: messages.map((message) => messageOf(message, isAnswering)),
    }
  })
  mount(app, routes.endConversation, async ({ params, caller }) => {
    const { organizationId } = caller
    const agent = await agentRow(options, organizationId, params.id)
    const row = await conversationRow(options, organizationId, params)
    await endConversation(options, { organizationId, agent, conversation: row })
    return conversationOf(await conversationRow(options, organizationId, params), now())
  })
  messageRoute(app, options)
}

function messageRoute(app: App, options: ConversationRouteOptions): void {
  mountLivePost(app, {
    path: sendMessagePath,
    scope: 'write',
    body: newMessage,
    handler: async ({ params, body, caller }) => {
      const { organizationId } = caller
      const path = pathParams.parse(params)
      const agent = await agentRow(options, organizationId, path.id)
      const conversation = await conversationRow(options, organizationId, path)
      const begun = await beginMessage(options, { organizationId, agent, conversation, given: body }) // prettier-ignore
      const mailbox = createMailbox<MessageEvent>()
      options.keepRunning(async (signal) => {
        try {
          await answerMessage(options, begun, { tell: mailbox.put, signal })
        } finally {
          mailbox.close()
        }
      })
      return mailbox
    },
  })
}

async function conversationRow(
  { db }: Pick<AgentEditing, 'db'>,
  organizationId: string,
  { id, conversation_id }: z.infer<typeof pathParams>,
): Promise<ConversationRow> {
  const row = await findConversation(db, organizationId, id, conversation_id)
  if (!row) throw new Problem('not-found', `There is no conversation ${conversation_id} with this agent.`) // prettier-ignore
  return row
}
