import { ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startEmulator } from '../index.ts'
import { runtimeClient, transports } from '../testing/connect.ts'
import { exampleCalls, rawExample } from '../testing/example-calls.ts'
import { rawCall, type RawCall, type Sent } from '../testing/raw-call.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

/* What no client means well by. The emulator must refuse it, or let go of it, and serve the next call. */

const emulator = runningEmulator(() => startEmulator({}))
const complaints = vi.spyOn(console, 'error')
const sockets: Socket[] = []
beforeEach(() => complaints.mockClear())
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  expect(complaints).not.toHaveBeenCalled()
})

const converse = exampleCalls['Converse']
const work = (): RawCall => {
  if (!converse) throw new Error('There is no example call of Converse.')
  return rawExample(converse)
}

/** Fails unless an ordinary call is served, and nothing else is still in flight. */
async function isWell(): Promise<void> {
  expect((await rawCall(emulator(), work())).status).toBe(200)
  await vi.waitFor(() => expect(emulator().calls.inFlight()).toBe(0))
}

type Change = [string, (sent: Sent) => Partial<Sent>]
const inAuthorization = (from: RegExp | string, to: string) => ({ headers }: Sent) => ({
  headers: { ...headers, authorization: (headers['authorization'] ?? '').replace(from, to) },
}) // prettier-ignore
const withHeader = (name: string, value: string) => ({ headers }: Sent) => ({ headers: { ...headers, [name]: value } }) // prettier-ignore

const changes: Change[] = [
  ['the method', () => ({ method: 'PUT' })],
  ['the path', ({ target }) => ({ target: target.replace('micro', 'lite') })],
  ['an encoding of the path', ({ target }) => ({ target: target.replace('nova', '%6eova') })],
  ['the query', ({ target }) => ({ target: `${target}?more=1` })],
  ['the body', ({ body }) => ({ body: Buffer.from(`${body.toString()} `) })],
  ['a signed header', withHeader('x-amz-date', new Date(Date.now() - 60_000).toISOString().replace(/[-:]|\.\d+/g, ''))], // prettier-ignore
  ['the key', inAuthorization('AKIAEMULATOR00000001', 'AKIAEMULATOR00000002')],
  ['a key that there is not', inAuthorization('AKIAEMULATOR00000001', 'AKIANOBODY0000000001')],
  ['the region', inAuthorization('us-east-1', 'us-west-2')],
  ['the service', inAuthorization('/bedrock/', '/sts/')],
  ['the date of the scope', inAuthorization(/\/\d{8}\//, '/20200101/')],
  ['the end of the scope', inAuthorization('aws4_request', 'aws5_request')],
  ['the algorithm', inAuthorization('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1')],
  ['the list of headers', inAuthorization(';x-amz-date', '')],
  ['a header that is not sent', inAuthorization(';x-amz-date', ';x-amz-date;x-more')],
  ['the signature', inAuthorization(/Signature=../, 'Signature=zz')],
  ['a bit of the signature', ({ headers }) => ({ headers: { ...headers, authorization: (headers['authorization'] ?? '').replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) } })], // prettier-ignore
  ['a session token', withHeader('x-amz-security-token', 'token')],
]

describe.each(transports)('over %s', (transport) => {
  it.each(changes)('a request is refused when %s was changed after signing', async (_, change) => {
    const tamper = (sent: Sent): Sent => ({ ...sent, ...change(sent) })
    const { status, headers, body } = await rawCall(emulator(), { ...work(), tamper }, transport)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThanOrEqual(404)
    expect(headers['x-amzn-errortype']).toMatch(/^(InvalidSignature|IncompleteSignature|UnrecognizedClient|UnknownOperation)Exception$/) // prettier-ignore
    expect(JSON.parse(body.toString())).toHaveProperty('message')
    await isWell()
  })

  it('a thousand streams at once end whole, or when their readers leave', async () => {
    const client = runtimeClient(emulator(), { transport })
    const ask = async (index: number): Promise<string> => {
      const leaves = index % 3 === 0
      const abort = new AbortController()
      const command = new ConverseStreamCommand({
        modelId: 'amazon.nova-micro-v1:0',
        messages: [{ role: 'user', content: [{ text: `Tell me of number ${index}.` }] }],
      })
      let last = ''
      try {
        const { stream } = await client.send(command, { abortSignal: abort.signal })
        for await (const event of stream ?? []) {
          last = Object.keys(event).join()
          if (leaves) abort.abort()
        }
      } catch (error) {
        if (!leaves) throw error
      }
      return leaves ? 'left' : last
    }
    const ends = await Promise.all(Array.from({ length: 1000 }, (_, index) => ask(index)))
    expect(ends.filter((end) => end === 'metadata')).toHaveLength(666)
    expect(ends.filter((end) => end === 'left')).toHaveLength(334)
    await isWell()
  }, 60_000)
})

const post = 'POST /model/x/converse HTTP/1.1\r\nhost: a\r\n'

it.each([
  ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['an upgrade', `${post}connection: upgrade\r\nupgrade: h2c\r\ncontent-length: 0\r\n\r\n`],
  ['two lengths', `${post}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
  ['a length below zero', `${post}content-length: -2\r\n\r\n`],
  ['a length beyond all numbers', `${post}content-length: 99999999999999999999\r\n\r\n`],
  ['chunks without a size', `${post}transfer-encoding: chunked\r\n\r\nZZ\r\n`],
  ['chunks beyond all numbers', `${post}transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n`],
  [
    'a length and chunks',
    `${post}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['a target with a zero byte', 'GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['three thousand headers', `${post}${'x: 1\r\n'.repeat(3000)}\r\n`],
  ['two hundred requests in one go', 'GET /flows/ HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(200)],
  ['half a preface', 'PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n'],
  ['frames of nothing', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${'\u00ff'.repeat(100)}`],
])('%s harms nobody', async (_, text) => {
  const socket = connect(emulator().port, '127.0.0.1')
  sockets.push(socket.on('error', () => undefined))
  socket.write(Buffer.from(text, 'latin1'))
  await Promise.race([
    new Promise((resolve) => socket.once('data', resolve)),
    new Promise((resolve) => socket.once('close', resolve)),
  ])
  await isWell()
})

it('clients that send slowly, or nothing at all, keep nobody waiting, and the emulator closes', async () => {
  const other = await startEmulator({})
  for (let count = 0; count < 300; count += 1) {
    const socket = connect(other.port, '127.0.0.1')
    sockets.push(socket.on('error', () => undefined))
    if (count % 2 === 0) socket.write(`${post}content-length: 100\r\n\r\n{`)
  }
  expect((await rawCall(other, work())).status).toBe(200)
  await other.close()
})

it('streams of HTTP/2 that are reset as soon as they begin leave nothing behind', async () => {
  const session = connectHttp2(`http://127.0.0.1:${emulator().port}`)
  session.on('error', () => undefined)
  for (let count = 0; count < 3000; count += 1) {
    const stream = session.request({ ':method': 'POST', ':path': '/model/x/converse' })
    stream.on('error', () => undefined)
    stream.close(8)
  }
  await isWell()
  session.destroy()
})

it.each(Object.entries(exampleCalls).filter(([, { form }]) => form === undefined))(
  'other methods are no %s',
  async (name, example) => {
    for (const method of ['HEAD', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const { status, headers } = await rawCall(emulator(), { ...rawExample(example, ''), method })
      expect([method, status]).toEqual([method, 404])
      expect(headers['x-amzn-errortype'], name).toBe('UnknownOperationException')
    }
  },
)
