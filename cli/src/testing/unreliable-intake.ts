import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** How one request is treated. All but the first two leave the sender without a usable answer. */
export type Manner =
  | 'store'
  | 'store-slowly'
  | 'store-then-drop'
  | 'store-then-500'
  | 'drop-at-once'
  | 'drop-half-read'
  | 'busy'
  | 'too-many'

export interface StoredEvent {
  readonly visitor: string | null
  readonly number: number
}

export interface UnreliableIntake {
  readonly url: string
  readonly stored: readonly StoredEvent[]
  /** Every key that came, in order, repeated ones included. */
  readonly keys: readonly string[]
  close(): Promise<void>
}

const body = z.object({
  shared: z.record(z.string(), z.unknown()),
  events: z.array(z.looseObject({ n: z.number(), tealium_visitor_id: z.string().optional() })),
})

/** An intake that keeps the rule of keys (a repeated key stores nothing again) and little else. */
export async function startUnreliableIntake(
  mannerOf: (request: number) => Manner,
): Promise<UnreliableIntake> {
  const stored: StoredEvent[] = []
  const known = new Set<string>()
  const keys: string[] = []
  const sockets = new Set<Socket>()

  const store = async (request: IncomingMessage) => {
    const key = String(request.headers['idempotency-key'])
    const { events } = body.parse(JSON.parse(await textOf(request)))
    if (known.has(key)) return
    known.add(key)
    stored.push(
      ...events.map((event) => ({ visitor: event.tealium_visitor_id ?? null, number: event.n })),
    )
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const manner = mannerOf(keys.length)
    keys.push(String(request.headers['idempotency-key']))
    if (manner === 'drop-at-once') return request.socket.destroy()
    if (manner === 'drop-half-read') {
      await once(request, 'data')
      return request.socket.destroy()
    }
    if (manner === 'busy')
      return response.writeHead(503, { 'retry-after': '0', 'x-error': 'Full.' }).end()
    if (manner === 'too-many') return response.writeHead(429, { 'retry-after': '0' }).end()
    await store(request)
    if (manner === 'store-then-drop') return request.socket.destroy()
    if (manner === 'store-then-500') return response.writeHead(500).end('{}')
    if (manner === 'store-slowly') await new Promise((resolve) => setTimeout(resolve, 5))
    return response.writeHead(200).end()
  }

  const server = createServer((request, response) => {
    request.on('error', () => undefined)
    serve(request, response).catch(() => request.socket.destroy())
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    stored,
    keys,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>) =>
  typeof address === 'object' && address ? address.port : 0

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
}
