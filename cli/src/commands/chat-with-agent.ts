import type { Message, NewMessage, ReturnOfControl } from '@outcrop/contract'
import type { Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { colors } from '../terminal/terminal.ts'
import { actionResults, type ActionAnswers } from './action-results.ts'
import { sayToAgent } from './say-to-agent.ts'

interface Chat {
  readonly agentId: string
  /** Left out to answer an action that a conversation waits for. */
  readonly text?: string | undefined
  readonly conversation?: string | undefined
  readonly end?: boolean | undefined
  /** What a new conversation begins with. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
  /** What to answer to the actions that the agent hands over; null to ask for it. */
  readonly answers: ActionAnswers | null
}

/** An agent that asks again and again is not answered for ever. */
const mostRounds = 10

/** Says one thing to an agent, and what it needs to know of the actions that it hands over for that. */
export async function chatWithAgent(session: Session, chat: Chat): Promise<number> {
  const { client, terminal } = session
  const { agentId, attributes, answers } = chat
  const start = () =>
    client.startConversation({ params: { id: agentId }, body: { session_attributes: attributes } })
  const conversationId = chat.conversation ?? (await start()).id
  const params = { id: agentId, conversation_id: conversationId }
  const answerLater = `outcrop agents chat ${agentId} --conversation ${conversationId} --answer-actions FILE`
  const resultsFor = async (control: ReturnOfControl | null): Promise<NewMessage | null> => {
    const results = control && (await actionResults(session, control, { answers, answerLater }))
    return results && { results }
  }
  const { text } = chat
  let say = text === undefined ? await resultsFor(await waitingIn(session, params)) : { text }
  if (!say) throw usageFailure('The conversation waits for the result of an action.', `Give it in a file: ${answerLater}`) // prettier-ignore
  let answer: Message | undefined
  for (let round = 0; say !== null && round <= mostRounds; round += 1) {
    answer = await sayToAgent(session, { agentId, conversationId }, say)
    say = await resultsFor(answer.return_control)
  }
  if (chat.end === true) await client.endConversation({ params })
  else if (answer?.return_control) terminal.out(`The agent waits. Answer it with: ${answerLater}`)
  else terminal.out(colors.dim(`Go on with: outcrop agents chat ${agentId} "…" --conversation ${conversationId}`)) // prettier-ignore
  terminal.jsonLine({ ok: true, conversation_id: conversationId, message: answer })
  return 0
}

/** The actions that a conversation waits for. */
async function waitingIn(
  { client }: Session,
  params: { readonly id: string; readonly conversation_id: string },
): Promise<ReturnOfControl> {
  const { messages } = await client.getConversation({ params })
  const control = messages.at(-1)?.return_control
  if (control) return control
  throw usageFailure('The conversation waits for no action.', 'Add what to say to the agent.')
}
