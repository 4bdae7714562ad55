import { messageEvent, type MessageEvent, type NewMessage } from './agent.ts'
import { urlOf, type ClientOptions } from './client.ts'
import { problemOfResponse } from './problem-of-response.ts'
import { readSse } from './read-sse.ts'
import { sendMessagePath } from './routes/agents.ts'

export interface Utterance {
  readonly agentId: string
  readonly conversationId: string
  readonly message: NewMessage
  readonly signal?: AbortSignal
}

/**
 * Says something in a conversation with an agent and gives the answer while it comes; `done` is
 * last, with what is stored. Throws `ApiProblem` when the server refuses, and when the connection
 * breaks; the answer is stored all the same.
 */
export async function* sendMessage(
  { baseUrl, apiKey, fetch = globalThis.fetch }: ClientOptions,
  { agentId, conversationId, message, signal }: Utterance,
): AsyncGenerator<MessageEvent> {
  const params = { id: agentId, conversation_id: conversationId }
  const response = await fetch(baseUrl + urlOf(sendMessagePath, { params }), {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(message),
    ...(signal && { signal }),
  })
  if (!response.ok || !response.body) throw await problemOfResponse(response)
  for await (const { event, data } of readSse(textOf(response.body))) {
    const told: unknown = JSON.parse(data)
    const parsed = messageEvent.safeParse({ event, data: told })
    // A newer server may tell more than this client knows.
    if (parsed.success) yield parsed.data
  }
}

/** Not every browser can iterate over a stream. */
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
