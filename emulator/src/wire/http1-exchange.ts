import type { IncomingMessage, ServerResponse } from 'node:http'
import { splitTarget, type Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'
import { whenWritable } from './when-writable.ts'

export function http1Exchange(request: IncomingMessage, response: ServerResponse): Exchange {
  // A client may vanish at any write; that is seen by `isGone`, never by a crash.
  response.on('error', () => undefined)
  return {
    isHttp2: false,
    method: request.method ?? 'GET',
    ...splitTarget(request.url ?? '/'),
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(',') : value
    },
    readBody: (limit) => readBody(request, limit),
    start: (status, headers) => {
      if (response.headersSent) return
      response.sendDate = false
      response.writeHead(status, headers)
    },
    write: (bytes) => whenWritable(response, response.write(bytes)),
    end: (bytes) => response.end(bytes),
    drop: () => request.socket.destroySoon(),
    reset: () => request.socket.resetAndDestroy(),
    isGone: () => response.destroyed || response.closed,
    onGone: (listener) => {
      response.once('close', listener)
      return () => response.off('close', listener)
    },
  }
}
