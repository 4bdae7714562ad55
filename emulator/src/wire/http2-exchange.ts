import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { splitTarget, type Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'
import { whenWritable } from './when-writable.ts'

export function http2Exchange(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Exchange {
  stream.on('error', () => undefined)
  return {
    isHttp2: true,
    method: headers[':method'] ?? 'GET',
    ...splitTarget(headers[':path'] ?? '/'),
    header: (name) => {
      const value = headers[name] ?? (name === 'host' ? headers[':authority'] : undefined)
      return Array.isArray(value) ? value.join(',') : value
    },
    readBody: (limit) => readBody(stream, limit),
    start: (status, answer) => {
      if (!stream.destroyed && !stream.headersSent) stream.respond({ ':status': status, ...answer })
    },
    write: (bytes) => {
      if (stream.destroyed) return Promise.resolve()
      return whenWritable(stream, stream.write(bytes))
    },
    end: (bytes) => {
      if (!stream.destroyed) stream.end(bytes)
    },
    drop: () => {
      // Frames leave in the next turn of the loop; an empty write tells when they have left.
      stream.write('', () => setImmediate(() => stream.session?.destroy()))
    },
    // The session's socket is a guard that forbids destroy(), but lets a reset through.
    reset: () => stream.session?.socket.resetAndDestroy(),
    isGone: () => stream.destroyed,
    onGone: (listener) => {
      stream.once('close', listener)
      return () => stream.off('close', listener)
    },
  }
}
