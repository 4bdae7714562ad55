import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { errorFrame, eventFrame, exceptionFrame } from './event-frame.ts'

/** Reads a frame by the published layout, independently of the encoder. */
function read(bytes: Uint8Array): { headers: Record<string, string>; payload: string } {
  const frame = Buffer.from(bytes)
  expect(frame.readUInt32BE(0)).toBe(frame.length)
  expect(frame.readUInt32BE(8)).toBe(crc32(frame.subarray(0, 8)))
  expect(frame.readUInt32BE(frame.length - 4)).toBe(crc32(frame.subarray(0, frame.length - 4)))
  const headersEnd = 12 + frame.readUInt32BE(4)
  const headers: Record<string, string> = {}
  for (let at = 12; at < headersEnd;) {
    const nameEnd = at + 1 + frame.readUInt8(at)
    expect(frame.readUInt8(nameEnd)).toBe(7)
    const valueEnd = nameEnd + 3 + frame.readUInt16BE(nameEnd + 1)
    headers[frame.toString('utf8', at + 1, nameEnd)] = frame.toString('utf8', nameEnd + 3, valueEnd)
    at = valueEnd
  }
  return { headers, payload: frame.toString('utf8', headersEnd, frame.length - 4) }
}

it('frames an event', () => {
  expect(read(eventFrame('messageStart', { role: 'assistant – é' }).bytes)).toEqual({
    headers: {
      ':message-type': 'event',
      ':event-type': 'messageStart',
      ':content-type': 'application/json',
    },
    payload: '{"role":"assistant – é"}',
  })
})

it('frames a modelled exception', () => {
  expect(read(exceptionFrame('throttlingException', { message: 'Slow.' }).bytes)).toEqual({
    headers: {
      ':message-type': 'exception',
      ':exception-type': 'throttlingException',
      ':content-type': 'application/json',
    },
    payload: '{"message":"Slow."}',
  })
})

it('frames an error that the service model does not know', () => {
  expect(read(errorFrame('OptInRequired', 'Subscribe.').bytes)).toEqual({
    headers: {
      ':message-type': 'error',
      ':error-code': 'OptInRequired',
      ':error-message': 'Subscribe.',
    },
    payload: '',
  })
})
