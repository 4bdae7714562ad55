import type { MessageEvent } from '@outcrop/contract'
import {
  hear,
  nothingHeard,
  type AgentEvent,
  type Answer,
  type Foresight,
  type Heard,
} from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import { stopStreaming } from './agent-store.ts'
import { longestMs, type Begun } from './begin-message.ts'
import { endMessage, findMessage, messagesOf } from './conversation-store.ts'
import type { AgentEditing } from './edit.ts'
import { messageOf } from './shapes.ts'

interface Listener {
  readonly tell: (event: MessageEvent) => void
  /** Aborted when the server stops. */
  readonly signal: AbortSignal
}

/** Lets the agent answer, tells what is heard while it comes, and stores it at the end. */
export async function answerMessage(
  editing: AgentEditing,
  begun: Begun,
  { tell, signal }: Listener,
): Promise<void> {
  const { db, now } = editing
  const { organizationId, conversationId, answerId, agent, at } = begun
  const heard = nothingHeard()
  const until = AbortSignal.any([signal, AbortSignal.timeout(longestMs)])
  tell({ event: 'sent', data: messageOf(begun.sent, false) })
  const problem = await callAgent(editing, begun, heard, until, () =>
    listen(editing, begun, heard, { tell, signal: until }),
  )
  const ended = now()
  const idleS = agent.last_test.idle_session_ttl_s
  await endMessage(
    db,
    organizationId,
    {
      id: answerId,
      conversationId,
      state: problem ? 'failed' : 'done',
      heard,
      latencyMs: ended.getTime() - at.getTime(),
      problem: problem?.toDocument() ?? null,
      expiresAt: idleS === null ? null : new Date(ended.getTime() + idleS * 1000),
    },
    ended,
  )
  const stored = await findMessage(db, organizationId, answerId)
  if (stored) tell({ event: 'done', data: messageOf(stored, false) })
}

/** Listens under budgets and limits, and counts what it cost; resolves with what stood in the way. */
async function callAgent(
  editing: AgentEditing,
  begun: Begun,
  heard: Heard,
  signal: AbortSignal,
  listening: () => Promise<Problem | null>,
): Promise<Problem | null> {
  const { organizationId, agent, turn, sent } = begun
  try {
    const made = await editing.calls.make({
      organizationId,
      automationId: '',
      providerId: agent.provider_id,
      request: { agent_id: agent.id, alias_arn: turn.aliasArn, text: sent.text },
      foresee: () => foreseen(editing, begun, signal),
      used: () => answerOf(heard),
      perform: async () => {
        const problem = await listening()
        if (problem) throw problem
        return answerOf(heard)
      },
    })
    return made.answer ? null : made.problem
  } catch (error) {
    return error instanceof Problem ? error : defect(error)
  }
}

/** A message has the agent ask its model as often as a task does, with all that was said before. */
async function foreseen(
  { db, sources }: AgentEditing,
  { organizationId, agent, conversationId, connection, turn, sent }: Begun,
  signal: AbortSignal,
): Promise<readonly Foresight[]> {
  const said = await messagesOf(db, organizationId, conversationId)
  const earlierBytes = said
    .filter(({ id }) => id !== sent.id)
    .reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const task = { aliasArn: turn.aliasArn, text: sent.text, earlierBytes }
  return sources[agent.source].foresee(connection, task, { signal })
}

/** What was heard, as any other call of Bedrock tells it; the message keeps the rest. */
const answerOf = ({ tokens, model, requestId }: Heard): Answer => ({
  usage: { ...tokens, cacheRead: null, cacheWrite: null },
  latencyMs: 0,
  requestId,
  model,
  outputMode: null,
  raw: {},
})

async function listen(
  editing: AgentEditing,
  begun: Begun,
  heard: Heard,
  listener: Listener,
): Promise<Problem | null> {
  const { agent, turn, connection, organizationId } = begun
  const source = editing.sources[agent.source]
  const attempt = async (stream: boolean): Promise<Problem | null> => {
    try {
      const { signal } = listener
      for await (const event of source.converse(connection, { ...turn, stream }, { signal })) {
        hear(heard, event)
        for (const told of toldOf(event)) listener.tell(told)
      }
      return null
    } catch (error) {
      return error instanceof Problem ? error : defect(error)
    }
  }
  const problem = await attempt(turn.stream)
  if (!turn.stream || !isStreamingDenied(problem, heard)) return problem
  // Not every agent's role may stream; the answer as a whole needs one permission less.
  await stopStreaming(editing.db, organizationId, agent.id)
  Object.assign(heard, nothingHeard())
  return attempt(false)
}

/** Only when nothing was done yet: an action must not be done twice. */
function isStreamingDenied(problem: Problem | null, { text, steps }: Heard): boolean {
  return (
    problem?.code === 'role-behind-denied' &&
    /access denied when calling bedrock/i.test(problem.aws?.message ?? '') &&
    text === '' &&
    steps.every(({ kind }) => kind !== 'action')
  )
}

function defect(error: unknown): Problem {
  return new Problem('internal-error', 'Something went wrong inside the server.', { cause: error })
}

function toldOf(event: AgentEvent): MessageEvent[] {
  switch (event.type) {
    case 'text':
      return [{ event: 'text', data: { text: event.text } }]
    case 'citation':
      return [{ event: 'citation', data: event.citation }]
    case 'step':
      return [{ event: 'step', data: event.step }]
    case 'return_control':
      return [{ event: 'return_control', data: event.returnControl }]
    case 'file':
      return [{ event: 'file', data: event.file }]
    case 'end':
      return []
  }
}
