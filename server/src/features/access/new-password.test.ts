import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessServer, cookieOf, newAddress, type AccessServer } from './testing/access-server.ts'

let server: AccessServer
let organizationId: string
beforeAll(async () => {
  server = await accessServer()
  organizationId = await server.organization('Shop')
})
afterAll(() => server.close())

const password = 'correct horse battery staple'
const signIn = (email: string, given: string) =>
  server.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', remoteAddress: newAddress(), payload: { email, password: given } }) // prettier-ignore
const someone = () => server.person(organizationId, 'builder')

const withPassword = async () => {
  const { id, email } = await someone()
  await server.as(await server.signIn(id)).changeMyCredentials({ body: { password } })
  return { id, email, client: server.as(cookieOf(await signIn(email, password))) }
}
const next = 'another horse battery'
const wrong = { code: 'invalid-input', field: 'current_password' }

test('a new password needs the one before, so that nobody takes over what was left open', async () => {
  const { email, client } = await withPassword()
  expect((await client.getMe()).person?.needs_current_password).toBe(true)
  await expect(client.changeMyCredentials({ body: { password: next } })).rejects.toMatchObject({ problem: wrong }) // prettier-ignore
  const guess = client.changeMyCredentials({ body: { password: next, current_password: 'a guess', name: 'Mallory' } }) // prettier-ignore
  await expect(guess).rejects.toMatchObject({ problem: wrong })
  expect((await client.getMe()).person?.name).not.toBe('Mallory')
  expect((await signIn(email, password)).statusCode).toBe(200)

  await client.changeMyCredentials({ body: { password: next, current_password: password } })
  expect((await signIn(email, next)).statusCode).toBe(200)
})

test('who forgot it sets a new one within an hour of coming by a one-time link', async () => {
  const { id, email } = await withPassword()
  const client = server.as(await server.signIn(id))
  expect((await client.getMe()).person?.needs_current_password).toBe(false)
  await client.changeMyCredentials({ body: { password: next } })
  expect((await signIn(email, next)).statusCode).toBe(200)

  await server.database.pool.query(`update sessions set created_at = now() - interval '1 hour' where user_id = $1`, [id]) // prettier-ignore
  expect((await client.getMe()).person?.needs_current_password).toBe(true)
  await expect(client.changeMyCredentials({ body: { password } })).rejects.toMatchObject({ problem: wrong }) // prettier-ignore
})

test('cannot be guessed through an open session', async () => {
  const { client } = await withPassword()
  const tries: unknown[] = []
  for (let index = 0; index < 11; index += 1) {
    const change = client.changeMyCredentials({ body: { password: next, current_password: `${index}` } }) // prettier-ignore
    tries.push(await change.catch((error: unknown) => error))
  }
  for (const refused of tries.slice(0, 10)) expect(refused).toMatchObject({ problem: wrong })
  expect(tries[10]).toMatchObject({ problem: { code: 'too-many-requests' } })
  const right = client.changeMyCredentials({
    body: { password: next, current_password: password },
  })
  await expect(right).rejects.toMatchObject({ problem: { code: 'too-many-requests' } })
})

test('the audit log hides both passwords', async () => {
  const { id, client } = await withPassword()
  const owner = server.as(await server.signIn((await server.person(organizationId, 'owner')).id))
  await client.changeMyCredentials({ body: { password: next, current_password: password } })
  const { items } = await owner.listAudit({ query: { limit: 50 } })
  const change = items.find(({ subject, action }) => subject === id && action === 'my-credentials.changed') // prettier-ignore
  expect(change?.changes).toEqual({ password: '(hidden)', current_password: '(hidden)' })
})
