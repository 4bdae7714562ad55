import { problem } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessServer, cookieOf, newAddress, type AccessServer } from './testing/access-server.ts'

let server: AccessServer
let organizationId: string
beforeAll(async () => {
  server = await accessServer()
  organizationId = await server.organization('Shop')
})
afterAll(() => server.close())

const someone = () => server.person(organizationId, 'builder')
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
  remoteAddress = newAddress(),
) => server.app.inject({ method: 'POST', url, headers, remoteAddress, ...(payload && { payload }) })

describe('a sign-in link', () => {
  test('signs in once, by its button', async () => {
    const { id, email } = await someone()
    const link = await server.access.createSignInLink(email)
    const page = await server.app.inject(link)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<form method="post">')
    expect(page.headers['cache-control']).toBe('no-store')

    const first = await post(link, undefined, form)
    expect([first.statusCode, first.headers.location]).toEqual([303, '/'])
    expect(await server.as(cookieOf(first)).getMe()).toMatchObject({
      role: 'builder',
      person: { id },
    })

    const second = await post(link, undefined, form)
    expect([second.statusCode, second.headers['set-cookie']]).toEqual([410, undefined])
    expect(second.body).toContain('no longer works')
  })

  test('opening it, as previews do, does not use it up', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      const { headers } = await server.app.inject({ method, url: link })
      expect(headers['set-cookie']).toBeUndefined()
    }
    expect((await post(link)).statusCode).toBe(303)
  })

  test('of two who use it at the same moment, one gets in', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    const answers = await Promise.all([post(link), post(link), post(link)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 410, 410])
  })

  test('lasts a day', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    const { rows } = await server.database.pool.query<{ hours: number }>(
      `select round(extract(epoch from max(expires_at) - now()) / 3600)::float8 as hours from verifications`,
    )
    expect(rows[0]?.hours).toBe(24)
    await server.database.pool.query(`update verifications set expires_at = now() - interval '1 s'`)
    expect((await post(link)).statusCode).toBe(410)
  })

  test('is stored as a hash', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    const { rows } = await server.database.pool.query<{ text: string }>('select row_to_json(v)::text as text from verifications v') // prettier-ignore
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ text }) => text).join()).not.toContain(link.slice('/link/'.length))
  })

  test('cannot be pressed by another site', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    expect(
      (await post(link, undefined, { ...form, 'sec-fetch-site': 'cross-site' })).statusCode,
    ).toBe(403)
    expect(
      (await post(link, undefined, { ...form, 'sec-fetch-site': 'same-origin' })).statusCode,
    ).toBe(303)
  })

  test.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://localhost:81'],
    ['a sandboxed frame', 'null'],
  ])('cannot be pressed by %s where browsers name the origin only', async (_name, origin) => {
    const link = await server.access.createSignInLink((await someone()).id)
    expect((await post(link, undefined, { ...form, origin })).statusCode).toBe(403)
    const body = { email: 'x@example.com', password: 'y' }
    expect((await post('/api/auth/sign-in/email', body, { origin })).statusCode).toBe(403)
    const own = { ...form, origin: 'http://localhost:80', host: 'localhost' }
    expect((await post(link, undefined, own)).statusCode).toBe(303)
  })

  test('is not made for strangers', async () => {
    await expect(server.access.createSignInLink('nobody@example.com')).rejects.toThrow('There is no person nobody@example.com.') // prettier-ignore
  })
})

describe('e-mail address and password', () => {
  const password = 'correct horse battery staple'
  const signIn = (email: string, given: string) => post('/api/auth/sign-in/email', { email, password: given }) // prettier-ignore

  test('are taken with nothing beside them', async () => {
    const answer = await post('/api/auth/sign-in/email', { email: 'x@example.com', password, pasword: '' }) // prettier-ignore
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { code: 'invalid-input', detail: 'pasword: is not known here; perhaps password is meant.' },
    ])
  })

  test('work once a password is set; the other sessions end then', async () => {
    const { id, email } = await someone()
    const mine = await server.signIn(id)
    const other = await server.signIn(id)
    expect((await signIn(email, password)).statusCode).toBe(401)
    const me = await server.as(mine).changeMyCredentials({ body: { password } })
    expect(me.person?.has_password).toBe(true)
    await expect(server.as(other).getMe()).rejects.toThrow('needs an API key or a signed-in person')
    expect((await server.as(mine).getMe()).person?.id).toBe(id)

    const answer = await signIn(email.toUpperCase(), password)
    expect(answer.statusCode).toBe(200)
    expect((await server.as(cookieOf(answer)).getMe()).person?.id).toBe(id)
    await server.as(mine).changeMyCredentials({ body: { password: `${password}!` } })
    expect((await signIn(email, password)).statusCode).toBe(401)
    expect((await signIn(email, `${password}!`)).statusCode).toBe(200)
  })

  test('a wrong password and an unknown person get the same answer', async () => {
    const { id, email } = await someone()
    await server.as(await server.signIn(id)).changeMyCredentials({ body: { password } })
    const answers = [
      await signIn(email, 'not the password'),
      await signIn('x@example.com', password),
    ]
    const [one, two] = answers.map((answer) => problem.parse(answer.json()))
    expect(one).toEqual(two)
    expect(one).toMatchObject({
      code: 'unauthenticated',
      detail: 'E-mail address or password is wrong.',
    })
  })

  test('a wrong password is in the audit log of its person, and never what was typed', async () => {
    const { id, email } = await server.person(organizationId, 'owner')
    const client = server.as(await server.signIn(id))
    const address = newAddress()
    await post('/api/auth/sign-in/email', { email: 'x@example.com', password }, {}, address)
    await post('/api/auth/sign-in/email', { email: email.toUpperCase(), password }, {}, address)

    const failed = async () => {
      const { items } = await client.listAudit({ query: { limit: 50 } })
      return items.filter(({ action, changes }) => action === 'person.sign-in-failed' && changes['from'] === address) // prettier-ignore
    }
    await expect
      .poll(failed)
      .toMatchObject([{ actor: email, subject: id, changes: { with: 'password', from: address } }])
    expect(JSON.stringify(await failed())).not.toContain(password)
  })

  test('the password is stored by argon2', async () => {
    const { rows } = await server.database.pool.query<{ password: string }>('select password from accounts') // prettier-ignore
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.password).toMatch(/^\$argon2id\$/)
  })

  test.each([
    [{ email: 'a' }, 'password: is missing.'],
    [{ email: 1, password: 'x' }, 'email: must be a string.'],
  ])('%j is refused in words', async (body, detail) => {
    const answer = await post('/api/auth/sign-in/email', body)
    expect(problem.parse(answer.json())).toMatchObject({ code: 'invalid-input', detail })
  })

  test('an address that is none is simply wrong', async () => {
    expect((await signIn('not an address', password)).statusCode).toBe(401)
  })

  test('nobody signs up by themselves', async () => {
    const body = { email: 'new@example.com', password, name: 'New' }
    expect((await post('/api/auth/sign-up/email', body)).statusCode).toBe(404)
  })
})

test.each(['/api/auth/sign-in/email', '/link/some-token'])(
  '%s takes ten tries a minute from one address',
  async (url) => {
    const address = newAddress()
    const body = url.startsWith('/api') ? { email: 'x@example.com', password: 'y' } : undefined
    const codes: number[] = []
    for (let count = 0; count < 11; count++)
      codes.push((await post(url, body, {}, address)).statusCode)
    expect(codes.indexOf(429)).toBe(10)
  },
)

test('tries are counted for all processes together, and anew after a minute', async () => {
  const [address, beside] = [newAddress(), await server.beside()]
  const request = { method: 'POST', url: '/link/some-token', remoteAddress: address } as const
  for (let count = 0; count < 5; count++) {
    expect((await server.app.inject(request)).statusCode).toBe(410)
    expect((await beside.inject(request)).statusCode).toBe(410)
  }
  expect((await beside.inject(request)).statusCode).toBe(429)

  const { pool } = server.database
  await pool.query(`update sign_in_tries set since = since - interval '61 s'`)
  expect((await beside.inject(request)).statusCode).toBe(410)
  await pool.query(`update sign_in_tries set since = since - interval '2 hours'`)
  await server.access.forgetTries()
  expect((await pool.query('select from sign_in_tries')).rowCount).toBe(0)
  await beside.close()
})

describe('a session', () => {
  test('ends when its person signs out', async () => {
    const cookie = await server.signIn((await someone()).id)
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await post('/api/auth/sign-out', {}, headers)
    expect(answer.statusCode).toBe(200)
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=0')
    await expect(server.as(cookie).getMe()).rejects.toThrow('signed-in person')
  })

  test('is not ended by another site', async () => {
    const cookie = await server.signIn((await someone()).id)
    const answer = await post('/api/auth/sign-out', {}, { cookie, 'sec-fetch-site': 'cross-site' })
    expect(answer.statusCode).toBe(403)
    expect((await server.as(cookie).getMe()).role).toBe('builder')
  })

  test('is worth nothing when its cookie was changed', async () => {
    const cookie = await server.signIn((await someone()).id)
    const forged = cookie.replace(/=(\w)/, (_, letter: string) => `=${letter === 'a' ? 'b' : 'a'}`)
    await expect(server.as(forged).getMe()).rejects.toThrow('signed-in person')
  })

  test('does not stand in for a key that is wrong', async () => {
    const headers = { cookie: await server.signIn((await someone()).id), authorization: 'Bearer no-such-key-at-all' } // prettier-ignore
    expect((await server.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401)
  })

  test('has a cookie that scripts and other sites do not get', async () => {
    const link = await server.access.createSignInLink((await someone()).id)
    const [cookie = ''] = [(await post(link)).headers['set-cookie'] ?? []].flat()
    expect(cookie).toMatch(/^outcrop\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/i)
    expect(cookie).not.toMatch(/Secure/)
  })
})

test('behind https the cookie is for https only', async () => {
  const secure = await accessServer('https://outcrop.example')
  const person = await secure.person(await secure.organization('Shop'), 'viewer')
  const url = await secure.access.createSignInLink(person.id)
  const answer = await secure.app.inject({ method: 'POST', url })
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Secure-outcrop\.session_token=.*; Secure/,
  )
  expect((await secure.as(cookieOf(answer)).getMe()).person?.id).toBe(person.id)
  await secure.close()
})
