import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface ApiRequest {
  readonly url: URL
  readonly body: unknown
  readonly headers: IncomingMessage['headers']
}

/** What is answered: a value as JSON with 200, or whatever the function does with the response. */
export type Answer = (request: ApiRequest, response: ServerResponse) => unknown

export interface SmallApi {
  readonly url: string
  close(): Promise<void>
}

/** A server that answers exactly these operations, such as `GET /api/v1/me`, and 404 to all else. */
export async function startSmallApi(answers: Readonly<Record<string, Answer>>): Promise<SmallApi> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const answer = answers[`${request.method ?? ''} ${url.pathname}`]
    if (!answer) return response.writeHead(404).end()
    const value = answer({ url, body: await jsonOf(request), headers: request.headers }, response)
    if (response.headersSent || value === undefined) return response
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(value))
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? undefined : JSON.parse(text)
}
