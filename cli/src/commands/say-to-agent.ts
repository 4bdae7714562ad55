import { ApiProblem, sendMessage, type Message, type NewMessage } from '@outcrop/contract'
import type { Session } from '../session/session.ts'
import { duration } from '../terminal/numbers.ts'
import { colors } from '../terminal/terminal.ts'

/** Says one thing in a conversation. The answer goes out while it comes, steps go beside it. */
export async function sayToAgent(
  { terminal, world, url, apiKey, signal }: Session,
  conversation: { readonly agentId: string; readonly conversationId: string },
  message: NewMessage,
): Promise<Message> {
  const events = sendMessage(
    { baseUrl: url, ...(apiKey !== undefined && { apiKey }) },
    { ...conversation, message, signal },
  )
  let answer: Message | undefined
  for await (const event of events) {
    if (event.event === 'text' && !terminal.isJson) world.stdout.write(event.data.text)
    if (event.event === 'step') terminal.note(colors.dim(`· ${event.data.text}`))
    if (event.event === 'done') answer = event.data
  }
  if (!answer) throw new Error('The server ended the answer without saying how it went.')
  if (answer.problem) throw new ApiProblem(answer.problem)
  terminal.out(`${answer.text === '' ? '' : '\n'}${summaryOf(answer)}`)
  return answer
}

function summaryOf({ citations, return_control, files, tokens, latency_ms }: Message): string {
  const sources = citations.flatMap((citation) => citation.sources)
  const took = `${latency_ms === null ? '–' : duration(latency_ms)}, ${tokens.input ?? '–'} tokens in, ${tokens.output ?? '–'} out` // prettier-ignore
  const actions = return_control?.actions ?? []
  return [
    ...sources.map(({ location }) => `source: ${location ?? 'without address'}`),
    ...actions.map(({ action_group, name, parameters }) => `asks for: ${action_group}.${name} ${JSON.stringify(parameters)}`), // prettier-ignore
    ...files.map(({ name, type }) => `file: ${name} (${type})`),
    colors.dim(took),
  ].join('\n')
}
