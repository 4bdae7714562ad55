import { z } from 'zod'
import {
  agent,
  agentPatch,
  agentTest,
  conversation,
  message,
  newAgent,
  newConversation,
} from '../agent.ts'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'

const agentId = z.object({ id: id('agent') })
const conversationId = agentId.extend({ conversation_id: id('conversation') })

export const agentRoutes = {
  listAgents: defineRoute({
    method: 'GET',
    path: '/api/v1/agents',
    scope: 'read',
    summary: 'List connected agents',
    query: pageQuery,
    response: page(agent),
  }),
  connectAgent: defineRoute({
    method: 'POST',
    path: '/api/v1/agents',
    scope: 'write',
    summary: 'Connect an agent by the ARN of its alias; refused when it cannot be called',
    body: newAgent,
    response: agent,
  }),
  testNewAgent: defineRoute({
    method: 'POST',
    path: '/api/v1/agents/test',
    scope: 'write',
    summary: 'Look at an agent alias before it is connected',
    body: newAgent,
    response: agentTest,
  }),
  getAgent: defineRoute({
    method: 'GET',
    path: '/api/v1/agents/:id',
    scope: 'read',
    summary: 'Get a connected agent',
    params: agentId,
    response: agent,
  }),
  updateAgent: defineRoute({
    method: 'PATCH',
    path: '/api/v1/agents/:id',
    scope: 'write',
    summary: 'Change the name or description of an agent',
    params: agentId,
    body: agentPatch,
    response: agent,
  }),
  deleteAgent: defineRoute({
    method: 'DELETE',
    path: '/api/v1/agents/:id',
    scope: 'write',
    summary: 'Disconnect an agent that no automation uses, with its conversations',
    params: agentId,
    response: z.null(),
  }),
  testAgent: defineRoute({
    method: 'POST',
    path: '/api/v1/agents/:id/test',
    scope: 'write',
    summary: 'Look at the alias of an agent again and explain the result',
    params: agentId,
    response: agentTest,
  }),
  listConversations: defineRoute({
    method: 'GET',
    path: '/api/v1/agents/:id/conversations',
    scope: 'read',
    summary: 'List conversations with an agent, newest first',
    params: agentId,
    query: pageQuery,
    response: page(conversation),
  }),
  startConversation: defineRoute({
    method: 'POST',
    path: '/api/v1/agents/:id/conversations',
    scope: 'write',
    summary: 'Start a conversation with an agent',
    params: agentId,
    body: newConversation.prefault({}),
    response: conversation,
  }),
  getConversation: defineRoute({
    method: 'GET',
    path: '/api/v1/agents/:id/conversations/:conversation_id',
    scope: 'read',
    summary: 'Get a conversation with its last 500 messages, oldest first',
    params: conversationId,
    response: z.object({ conversation, messages: z.array(message).describe('Oldest first') }),
  }),
  endConversation: defineRoute({
    method: 'POST',
    path: '/api/v1/agents/:id/conversations/:conversation_id/end',
    scope: 'write',
    summary: 'End the session of a conversation; AWS forgets what was said in it',
    params: conversationId,
    response: conversation,
  }),
}

/**
 * POST what is said, as JSON, and read the answer as server-sent events while it comes: `sent`,
 * then any number of `text`, `citation`, `step`, `return_control` and `file`, then `done`.
 */
export const sendMessagePath = '/api/v1/agents/:id/conversations/:conversation_id/messages'
