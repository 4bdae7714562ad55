import { routes } from '@outcrop/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessServer, newAddress, type AccessServer } from './testing/access-server.ts'

let server: AccessServer
beforeAll(async () => {
  server = await accessServer()
})
afterAll(() => server.close())

/** As a browser sends it for a page whose own name has been pointed at this server. */
const rebound = {
  host: 'rebound.example:4700',
  origin: 'http://rebound.example:4700',
  'sec-fetch-site': 'same-origin',
}

test('no operation of the API is open to whoever reaches the port', () => {
  const scopes: ReadonlySet<string> = new Set(Object.values(routes).map(({ scope }) => scope))
  expect(scopes).not.toContain('public')
})

test('a page under a name that was pointed here is nobody, to read and to change', async () => {
  const asked = { url: '/api/v1/me', headers: rebound }
  expect((await server.app.inject({ method: 'GET', ...asked })).statusCode).toBe(401)
  const change = { method: 'PATCH', ...asked, payload: { name: 'Mallory' } } as const
  expect((await server.app.inject(change)).statusCode).toBe(401)
})

test('a session is for the one name under which it began, so that such a page is not sent it', async () => {
  const { id } = await server.person(await server.organization('Shop'), 'owner')
  const url = await server.access.createSignInLink(id)
  const answer = await server.app.inject({ method: 'POST', url, remoteAddress: newAddress() })
  expect(String(answer.headers['set-cookie'])).toContain('outcrop.session_token=')
  expect(String(answer.headers['set-cookie'])).not.toMatch(/domain=/i)
})
