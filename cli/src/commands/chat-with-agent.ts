import { ApiProblem, sendMessage, type Message } from '@outcrop/contract'
import type { Session } from '../session/session.ts'
import { duration } from '../terminal/numbers.ts'
import { colors } from '../terminal/terminal.ts'

interface Chat {
  readonly agentId: string
  readonly text: string
  readonly conversation?: string | undefined
  readonly end?: boolean | undefined
  /** What a new conversation begins with. */
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** Says one thing to an agent. The answer goes out while it comes, steps go beside it. */
export async function chatWithAgent(session: Session, chat: Chat): Promise<number> {
  const { client, terminal, world, url, apiKey, signal } = session
  const { agentId, text, attributes } = chat
  const start = () =>
    client.startConversation({ params: { id: agentId }, body: { session_attributes: attributes } })
  const conversationId = chat.conversation ?? (await start()).id
  const events = sendMessage(
    { baseUrl: url, ...(apiKey !== undefined && { apiKey }) },
    { agentId, conversationId, message: { text }, signal },
  )
  let answer: Message | undefined
  for await (const event of events) {
    if (event.event === 'text' && !terminal.isJson) world.stdout.write(event.data.text)
    if (event.event === 'step') terminal.note(colors.dim(`· ${event.data.text}`))
    if (event.event === 'done') answer = event.data
  }
  if (!answer) throw new Error('The server ended the answer without saying how it went.')
  if (answer.problem) throw new ApiProblem(answer.problem)
  terminal.out(`\n${summaryOf(answer)}`)
  const params = { id: agentId, conversation_id: conversationId }
  if (chat.end === true) await client.endConversation({ params })
  else terminal.out(colors.dim(`Go on with: outcrop agents chat ${agentId} "…" --conversation ${conversationId}`)) // prettier-ignore
  terminal.jsonLine({ ok: true, conversation_id: conversationId, message: answer })
  return 0
}

function summaryOf({ citations, return_control, files, tokens, latency_ms }: Message): string {
  const sources = citations.flatMap((citation) => citation.sources)
  const took = `${latency_ms === null ? '–' : duration(latency_ms)}, ${tokens.input ?? '–'} tokens in, ${tokens.output ?? '–'} out` // prettier-ignore
  const actions = return_control?.actions ?? []
  return [
    ...sources.map(({ location }) => `source: ${location ?? 'without address'}`),
    ...actions.map(({ action_group, name, parameters }) => `asks for: ${action_group} · ${name} ${JSON.stringify(parameters)}`), // prettier-ignore
    ...files.map(({ name, type }) => `file: ${name} (${type})`),
    colors.dim(took),
  ].join('\n')
}
