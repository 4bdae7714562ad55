import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import type { App } from './mount.ts'
import { mountLive, type LiveEvent, type LiveRequest } from './sse.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

let server: TestServer | undefined
afterEach(async () => {
  await server?.app.close()
  server = undefined
})

type Source = (request: LiveRequest) => AsyncIterable<LiveEvent>

async function serve(source: Source): Promise<string> {
  const features = [
    (app: App) =>
      mountLive(app, '/api/v1/things/:id/live', 'read', (request) => {
        if (JSON.stringify(request.params) === '{"id":"none"}') {
          return Promise.reject(new Problem('not-found', 'There is no such thing.'))
        }
        return Promise.resolve(source(request))
      }),
  ]
  server = await testServer({ features })
  return server.app.listen({ port: 0, host: '127.0.0.1' })
}

const headers = { authorization: 'Bearer viewer' }

async function* numbers(from: number, to: number): AsyncGenerator<LiveEvent> {
  for (let number = from; number <= to; number++) {
    await turn()
    yield { event: 'line', data: number, id: String(number) }
  }
}

test('events arrive as server-sent events, uncompressed, and nobody may keep them', async () => {
  const url = await serve(() => numbers(1, 2))
  const answer = await fetch(`${url}/api/v1/things/a/live`, { headers: { ...headers, 'accept-encoding': 'gzip' } }) // prettier-ignore
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toBe(
    'retry: 2000\n\nid: 1\nevent: line\ndata: 1\n\nid: 2\nevent: line\ndata: 2\n\n',
  )
})

test('a client that comes back continues after the last event it has seen', async () => {
  const url = await serve(({ lastEventId }) => numbers(Number(lastEventId ?? 0) + 1, 3))
  const again = { ...headers, 'last-event-id': '2' }
  const text = await (await fetch(`${url}/api/v1/things/a/live`, { headers: again })).text()
  expect(text.match(/^id: .*$/gm)).toEqual(['id: 3'])
})

test('refusals are problem documents', async () => {
  const url = await serve(() => numbers(1, 1))
  const nobody = await fetch(`${url}/api/v1/things/a/live`)
  expect([nobody.status, nobody.headers.get('content-type')]).toEqual([401, 'application/problem+json']) // prettier-ignore
  const none = await fetch(`${url}/api/v1/things/none/live`, { headers })
  expect(await none.json()).toMatchObject({ code: 'not-found', detail: 'There is no such thing.' })
})

test('the source is told when the client is gone', async () => {
  const signals: AbortSignal[] = []
  const url = await serve(({ signal }) => {
    signals.push(signal)
    return waiting(signal)
  })
  const client = new AbortController()
  const answer = await fetch(`${url}/api/v1/things/a/live`, { headers, signal: client.signal })
  expect([answer.status, signals[0]?.aborted]).toEqual([200, false])
  client.abort()
  while (!signals[0]?.aborted) await turn()
})

test('closing the server ends live connections', async () => {
  const url = await serve(({ signal }) => waiting(signal))
  const answer = await fetch(`${url}/api/v1/things/a/live`, { headers })
  const text = answer.text()
  await server?.app.close()
  expect(await text).toBe('retry: 2000\n\n')
})

test('a client that does not read holds the source back', async () => {
  let made = 0
  async function* flood(): AsyncGenerator<LiveEvent> {
    for (;;) {
      await turn()
      made += 1
      yield { event: 'line', data: 'x'.repeat(100_000) }
    }
  }
  const url = new URL(await serve(flood))
  const socket = connect(Number(url.port), url.hostname).pause()
  await once(socket, 'connect')
  socket.write('GET /api/v1/things/a/live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer viewer\r\n\r\n') // prettier-ignore
  // The kernel takes some megabytes; after that nothing more may be made.
  let before = -1
  while (made === 0 || made !== before) {
    before = made
    await pause(100)
  }
  expect(made).toBeLessThan(1000)
  socket.destroy()
})

async function* waiting(signal: AbortSignal): AsyncGenerator<LiveEvent> {
  if (!signal.aborted) await once(signal, 'abort')
  yield* []
}
