import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mountLive, type LiveEvent } from '../../http/sse.ts'
import { accessServer, type AccessServer } from './testing/access-server.ts'

let world: AccessServer
let url: string
beforeAll(async () => {
  world = await accessServer(undefined, [
    (api) => mountLive(api, '/api/v1/live', 'read', ({ signal }) => Promise.resolve(silence(signal))), // prettier-ignore
  ])
  url = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.close())

async function* silence(signal: AbortSignal): AsyncGenerator<LiveEvent> {
  if (!signal.aborted) await once(signal, 'abort')
  yield* []
}

const listen = (headers: Record<string, string>) => fetch(`${url}/api/v1/live`, { headers })

async function owner() {
  const organizationId = await world.organization('Acme')
  const { id } = await world.person(organizationId, 'owner')
  const cookie = await world.signIn(id)
  return { organizationId, cookie, client: world.as(cookie) }
}

test('whoever listens by an API key is cut off when the key is deleted', async () => {
  const { client } = await owner()
  const { key, id } = await client.createApiKey({ body: { name: 'Listener', role: 'viewer' } })
  const headers = { authorization: `Bearer ${key}` }
  const ended = (await listen(headers)).text()

  await client.deleteApiKey({ params: { id } })

  expect(await ended).toBe('retry: 2000\n\n')
  expect((await listen(headers)).status).toBe(401)
})

test('whoever listens by a session is cut off when it is ended, and others are not', async () => {
  const [leaving, staying] = [await owner(), await owner()]
  const ended = (await listen({ cookie: leaving.cookie })).text()
  const end = new AbortController()
  const other = (await fetch(`${url}/api/v1/live`, { headers: { cookie: staying.cookie }, signal: end.signal })).text() // prettier-ignore

  const headers = { cookie: leaving.cookie, 'sec-fetch-site': 'same-origin' }
  const left = await world.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers })
  expect(left.statusCode).toBeLessThan(300)

  expect(await ended).toBe('retry: 2000\n\n')
  expect(await Promise.race([other, Promise.resolve('still there')])).toBe('still there')
  end.abort()
  await expect(other).rejects.toThrow()
})

test('whoever listens is cut off when they are no member any more', async () => {
  const { organizationId, cookie } = await owner()
  const ended = (await listen({ cookie })).text()

  await world.database.pool.query('delete from members where organization_id = $1', [organizationId]) // prettier-ignore

  expect(await ended).toBe('retry: 2000\n\n')
})
