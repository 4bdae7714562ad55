import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen, type Listening } from './listen.ts'

export interface Invocation {
  readonly requestId: string
  readonly event: unknown
  readonly timeoutMs: number
}

export interface Answer {
  readonly kind: 'response' | 'error'
  readonly value: unknown
}

export interface RuntimeApi {
  readonly host: string
  invoke(invocation: Invocation): Promise<Answer>
  close(): Promise<void>
}

/** The HTTP API from which a Lambda runtime takes events and to which it gives answers. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Invocation[] = []
  const answers = new Map<string, (answer: Answer) => void>()
  let idle: ServerResponse | undefined

  const give = () => {
    const invocation = idle && waiting.shift()
    if (!idle || !invocation) return
    idle.writeHead(200, {
      'lambda-runtime-aws-request-id': invocation.requestId,
      'lambda-runtime-deadline-ms': String(Date.now() + invocation.timeoutMs),
    })
    idle.end(JSON.stringify(invocation.event))
    idle = undefined
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith('/invocation/next') === true) {
      idle = response
      give()
      return
    }
    const [, id = '', kind] = /invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? []
    const value: unknown = JSON.parse(await text(request))
    response.writeHead(202).end()
    answers.get(id)?.({ kind: kind === 'error' ? kind : 'response', value })
  }

  const server: Listening = await listen(createServer((request, response) => void serve(request, response))) // prettier-ignore
  return {
    host: `127.0.0.1:${server.port}`,
    invoke: (invocation) =>
      new Promise((resolve) => {
        answers.set(invocation.requestId, resolve)
        waiting.push(invocation)
        give()
      }),
    close: () => server.close(),
  }
}
