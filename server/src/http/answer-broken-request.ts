import type { Socket } from 'node:net'
import { Problem } from '../kernel/problem.ts'

interface BrokenRequest extends Error {
  readonly code?: string
}

/** Answers what is not even HTTP, before any route is known, and closes the connection. */
export function answerBrokenRequest(error: BrokenRequest, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const document = new Problem('invalid-input', detailOf(error.code)).toDocument()
  const body = JSON.stringify(document)
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function detailOf(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'The request did not arrive in time.'
  if (code === 'HPE_HEADER_OVERFLOW') return 'The headers of the request are too large.'
  return 'The request is not well-formed HTTP.'
}
