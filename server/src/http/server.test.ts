import { problem, routes } from '@outcrop/contract'
import { EventEmitter, once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { mount } from './mount.ts'
import type { HttpServerOptions } from './server.ts'
import { signInLimit } from './sign-in-limit.ts'
import { testServer, type TestServer } from './testing/test-server.ts'

const open: TestServer[] = []
const folders: string[] = []
const serve = async (options: Partial<HttpServerOptions> = {}) => {
  const server = await testServer(options)
  open.push(server)
  return server.app
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ app }) => app.close()))
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })))
})

describe('operations', () => {
  test('alive, ready and measured, without a key', async () => {
    const app = await serve()
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await app.inject('/readyz')).json()).toEqual({ ready: true, reasons: [] })
    expect((await app.inject('/metrics')).body).toContain('process_cpu_user_seconds_total')
  })

  test('not ready: 503 with the reasons', async () => {
    const readiness = { ready: false, reasons: ['PostgreSQL does not answer.'] }
    const answer = await (await serve({ ready: () => Promise.resolve(readiness) })).inject('/readyz') // prettier-ignore
    expect([answer.statusCode, answer.json()]).toEqual([503, readiness])
  })

  test('the API describes itself', async () => {
    const document: unknown = (await (await serve()).inject('/openapi.json')).json()
    expect(document).toHaveProperty(['paths', '/api/v1/me', 'get', 'operationId'], 'getMe')
  })
})

describe('intake', () => {
  const intake: HttpServerOptions['intake'] = (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post('/event', (request) => ({ bytes: Buffer.byteLength(String(request.body)) }))
  }

  test('has none of the hooks of API and console', async () => {
    const answer = await (await serve({ intake })).inject({ method: 'POST', url: '/event', payload: 'x', headers: { 'content-type': 'text/anything' } }) // prettier-ignore
    expect(answer.json()).toEqual({ bytes: 1 })
    expect(Object.keys(answer.headers).toSorted()).toEqual(['connection', 'content-length', 'content-type', 'date']) // prettier-ignore
  })

  test.each([
    [false, '192.0.2.1'],
    [true, '198.51.100.7'],
  ])('knows the sender by what the proxy saw (%s), not by what the sender says', async (trustProxy, ip) => {
    const config = { https: false, trustProxy, version: '0.0.0' }
    const app = await serve({ config, intake: (scope) => void scope.get('/ip', (request) => ({ ip: request.ip })) })
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
    const answer = await app.inject({ url: '/ip', headers, remoteAddress: '192.0.2.1' })
    expect(answer.json()).toEqual({ ip })
  }) // prettier-ignore

  test('leaves the parsers of the API alone', async () => {
    const app = await serve({ intake, features: [(api) => mount(api, routes.createStream, ({ body }) => Promise.resolve({ ...body, id: `str_${'0'.repeat(32)}`, created_at: '2026-01-01T00:00:00Z' }))] }) // prettier-ignore
    const answer = await app.inject({ method: 'POST', url: '/api/v1/streams', payload: { account: 'a', profile: 'b' }, headers: { authorization: 'Bearer owner' } }) // prettier-ignore
    expect(answer.json()).toMatchObject({ account: 'a' })
  })
})

describe('what is not there', () => {
  test.each([
    ['GET', '/api/v1/nothing', /nothing at \/api\/v1\/nothing\.$/, 404, 'not-found'],
    ['GET', '/api/v1/nothing?x=1', /nothing at \/api\/v1\/nothing\.$/, 404, 'not-found'],
    ['PUT', '/openapi.json', /PUT is not possible/, 405, 'method-not-allowed'],
    ['DELETE', '/healthz', /DELETE is not possible/, 405, 'method-not-allowed'],
  ] as const)('%s %s', async (method, url, detail, ...refusal) => {
    const answer = await (await serve()).inject({ method, url })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    const { code, detail: words } = problem.parse(answer.json())
    expect([answer.statusCode, code]).toEqual(refusal)
    expect(words).toMatch(detail)
  })

  test('a wrong method is told which are right', async () => {
    const answer = await (await serve()).inject({ method: 'PUT', url: '/openapi.json' })
    expect(answer.headers['allow']).toBe('GET, HEAD')
  })

  test('a URL that cannot be decoded', async () => {
    const answer = await (await serve()).inject('/api/v1/%zz')
    expect(problem.parse(answer.json()).code).toBe('invalid-input')
  })

  test('what is not HTTP gets a problem too, and a closed connection', async () => {
    const url = new URL(await (await serve()).listen({ port: 0, host: '127.0.0.1' }))
    const socket = connect(Number(url.port), url.hostname)
    socket.end('NONSENSE\r\n\r\n')
    const chunks: string[] = []
    socket.on('data', (chunk) => chunks.push(String(chunk)))
    await once(socket, 'close')
    const [head = '', body = ''] = chunks.join('').split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(problem.parse(JSON.parse(body)).detail).toBe('The request is not well-formed HTTP.')
  })
})

describe('the console', () => {
  const html = { accept: 'text/html,application/xhtml+xml' }

  async function built(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'console-'))
    folders.push(folder)
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<title>Console</title>')
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'x'.repeat(5000))
    return folder
  }

  test('every page is the page of the console; the API is not', async () => {
    const app = await serve({ consoleFolder: await built() })
    for (const url of ['/', '/runs/run_1?tab=raw', '/index.html']) {
      const page = await app.inject({ url, headers: html })
      expect([page.statusCode, page.body]).toEqual([200, '<title>Console</title>'])
      expect(page.headers['cache-control']).toBe('no-cache')
    }
    const answer = await app.inject({ url: '/api/v1/nothing', headers: html })
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([404, 'no-store'])
    expect((await app.inject({ url: '/assets/old.js', headers: { accept: '*/*' } })).statusCode).toBe(404) // prettier-ignore
    expect((await app.inject('/%2e%2e/package.json')).statusCode).toBe(404)
  })

  test('assets may be kept for ever and are compressed', async () => {
    const app = await serve({ consoleFolder: await built() })
    const answer = await app.inject({ url: '/assets/main-1a2b.js', headers: { 'accept-encoding': 'gzip' } }) // prettier-ignore
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    })
  })

  test('scripts run from our own files only, and no page may frame us', async () => {
    const answer = await (await serve({ consoleFolder: await built() })).inject('/')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })

  test('without a build, pages say how to make one', async () => {
    for (const url of ['/', '/runs']) {
      const answer = await (await serve()).inject({ url, headers: html })
      expect(answer.statusCode).toBe(503)
      expect(answer.body).toContain('npm run build')
    }
  })
})

test('tries to sign in are counted', async () => {
  const app = await serve({
    features: [(api) => void api.post('/api/try', { config: signInLimit }, () => 'no')],
  })
  const tries = []
  for (let count = 0; count < 11; count++) tries.push(await app.inject({ method: 'POST', url: '/api/try' })) // prettier-ignore
  expect(tries.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(10).fill(200), 429])
  expect(problem.parse(tries.at(-1)?.json()).code).toBe('too-many-requests')
  expect(tries.at(-1)?.headers['retry-after']).toBe('60')
})

test('closing lets a request in flight finish', async () => {
  const requests = new EventEmitter()
  const intake: HttpServerOptions['intake'] = (app) => {
    app.get('/slow', async () => {
      requests.emit('started')
      await once(requests, 'release')
      return 'done'
    })
  }
  const app = await serve({ intake })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const started = once(requests, 'started')
  const answer = fetch(`${url}/slow`)
  await started
  const closed = app.close()
  // Not before the server is really closing.
  while (app.server.listening) await turn()
  requests.emit('release')
  expect(await (await answer).text()).toBe('done')
  await closed
})

test('closing does not wait for connections that have sent nothing', async () => {
  const app = await serve()
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const accepted = once(app.server, 'connection')
  const socket = connect(Number(url.port), url.hostname)
  await accepted
  await app.close()
  socket.destroy()
})
