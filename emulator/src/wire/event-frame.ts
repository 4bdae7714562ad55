import { EventStreamCodec } from '@smithy/core/event-streams'
import type { Frame } from './reply.ts'

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
)

/** An event of a response stream; `type` is the union member in lowerCamelCase. */
export function eventFrame(type: string, payload: unknown, closing = false): Frame {
  const headers = {
    ':event-type': type,
    ':content-type': 'application/json',
    ':message-type': 'event',
  }
  return { bytes: encode(headers, JSON.stringify(payload)), closing }
}

/** A modelled exception in mid-stream; the SDK throws it from the iterator. */
export function exceptionFrame(type: string, payload: unknown): Frame {
  const headers = {
    ':exception-type': type,
    ':content-type': 'application/json',
    ':message-type': 'exception',
  }
  return { bytes: encode(headers, JSON.stringify(payload)), closing: true }
}

/** An error in mid-stream that the service model does not know. */
export function errorFrame(code: string, message: string): Frame {
  const headers = { ':error-code': code, ':error-message': message, ':message-type': 'error' }
  return { bytes: encode(headers, ''), closing: true }
}

function encode(headers: Record<string, string>, body: string): Uint8Array {
  const typed = Object.entries(headers).map(
    ([name, value]) => [name, { type: 'string' as const, value }] as const,
  )
  return codec.encode({ headers: Object.fromEntries(typed), body: Buffer.from(body, 'utf8') })
}
