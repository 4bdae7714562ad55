import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { converse } from '../converse.ts'
import { emulatorCredentials } from '../emulator-credentials.ts'
import { createProven } from '../ladder/proven.ts'
import { createRefusalTable } from '../ladder/refusal-table.ts'
import { problemFrom } from '../testing/emulated.ts'
import { createAws } from './aws.ts'
import { createKeyCache } from './key-cache.ts'
import { createTransport, type TransportOptions } from './transport.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const answer = JSON.stringify({
  output: { message: { role: 'assistant', content: [{ text: 'Hello' }] } },
  stopReason: 'end_turn',
})

/** A server that answers every call after a while, and the connections that were made to it. */
async function slowServer(ms: number): Promise<{ endpoint: string; sockets: Socket[] }> {
  const sockets: Socket[] = []
  const server = createHttp((request, response) => {
    request.resume().on('end', () => {
      setTimeout(() => response.setHeader('content-type', 'application/json').end(answer), ms)
    })
  })
  // The server must not be the one that closes.
  server.keepAliveTimeout = 0
  server.on('connection', (socket) => void sockets.push(socket))
  closers.push(() => server.closeAllConnections())
  return { endpoint: `http://127.0.0.1:${await listening(server)}`, sockets }
}

async function listening(server: Server): Promise<number> {
  closers.push(() => server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function caller(endpoint: string, options: Partial<TransportOptions> = {}) {
  const now = () => new Date()
  const transport = createTransport({ maxSockets: 4, ...options })
  closers.push(() => transport.close())
  const cache = createKeyCache({ now, random: () => 0, onRefreshFailed: () => undefined })
  const aws = createAws({ transport, cache, emulatorUrl: null, now })
  const { accessKeyId, secretAccessKey } = emulatorCredentials
  const connection = {
    providerId: 'p',
    revision: 1,
    region: 'us-east-1',
    endpoint,
    credentials: {
      type: 'access_key',
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
    },
  } as const
  const request = { model: 'm', messages: [{ role: 'user', text: 'Hi' }], inference: {} } as const
  const ladder = { refusals: createRefusalTable(now), proven: createProven() }
  const call = () =>
    converse({ aws, now, ladder }, connection, request, { signal: new AbortController().signal })
  return { call, transport }
}

test('calls one after the other use one connection', async () => {
  const { endpoint, sockets } = await slowServer(0)
  const { call } = caller(endpoint)
  for (let n = 0; n < 20; n += 1) await call()
  expect(sockets).toHaveLength(1)
})

test('calls at once use no more connections than allowed', async () => {
  const { endpoint, sockets } = await slowServer(5)
  const { call } = caller(endpoint)
  await Promise.all(Array.from({ length: 30 }, call))
  expect(sockets).toHaveLength(4)
})

test('a connection that nobody uses is closed, one that waits for an answer is not', async () => {
  const { endpoint, sockets } = await slowServer(300)
  const { call } = caller(endpoint, { idleMs: 50 })
  expect(JSON.stringify((await call()).raw)).toContain('Hello')
  const [socket] = sockets
  if (socket?.closed === false) await once(socket, 'close')
  expect(JSON.stringify((await call()).raw)).toContain('Hello')
  expect(sockets).toHaveLength(2)
})

test('the time to connect is limited', async () => {
  const silent = createTcp((socket) => closers.push(() => socket.destroy()))
  const { call } = caller(`https://127.0.0.1:${await listening(silent)}`, { connectMs: 50 })
  const problem = await problemFrom(call())
  expect(problem.code).toBe('cannot-connect')
  expect(problem.message).toContain('No connection within 50 ms')
})

test('waiting for a free connection is not connecting', async () => {
  const { endpoint } = await slowServer(150)
  const { call } = caller(endpoint, { maxSockets: 1, connectMs: 50 })
  expect(await Promise.all([call(), call(), call()])).toHaveLength(3)
})

test('closing ends the connections', async () => {
  const { endpoint, sockets } = await slowServer(0)
  const { call, transport } = caller(endpoint)
  await call()
  transport.close()
  while (sockets.some(({ closed }) => !closed)) await pause(5)
})
