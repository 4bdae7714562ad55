import { createServer as createHttp1 } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { createServer, type Socket } from 'node:net'
import { answerUnreadable } from './answer-unreadable.ts'
import type { Exchange } from './exchange.ts'
import { http1Exchange } from './http1-exchange.ts'
import { http2Exchange } from './http2-exchange.ts'
import { peekProtocol } from './peek-protocol.ts'

export type Listener = { port: number; close: () => Promise<void> }

const keepAliveMs = 120_000

/**
 * Serves HTTP/1.1 and HTTP/2 (prior knowledge) on one plain TCP port.
 * Rejects when the port cannot be taken. `close` drops every open connection.
 */
export async function listen(
  address: { port: number; host: string },
  handle: (exchange: Exchange) => void,
): Promise<Listener> {
  const http1 = createHttp1(
    { keepAlive: true, keepAliveTimeout: keepAliveMs },
    (request, response) => {
      handle(http1Exchange(request, response))
    },
  )
  http1.on('clientError', answerUnreadable)
  const http2 = createHttp2({
    settings: { maxConcurrentStreams: 10_000, initialWindowSize: 1 << 20 },
  })
  http2.on('stream', (stream, headers) => handle(http2Exchange(stream, headers)))
  http2.on('sessionError', () => undefined)
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    peekProtocol(socket, (protocol) => {
      if (protocol === 'h2') http2.emit('connection', socket)
      else http1.emit('connection', socket)
    })
  })
  const port = await bind(server, address)
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function bind(
  server: ReturnType<typeof createServer>,
  address: { port: number; host: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // The backlog lets thousands of clients connect in the same moment.
    server.listen({ ...address, backlog: 4096 }, () => {
      server.off('error', reject)
      const bound = server.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : address.port)
    })
  })
}
