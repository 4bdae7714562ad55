import { ApiProblem, type Role } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { injectClient } from '../../http/testing/inject-client.ts'
import { accessServer, type AccessServer } from './testing/access-server.ts'

let server: AccessServer
let organizationId: string
beforeAll(async () => {
  server = await accessServer()
  organizationId = await server.organization('Shop')
})
afterAll(() => server.close())

const withKey = (apiKey: string) => injectClient(server.app, { apiKey })
const ownerKey = 'bootstrap-key-of-the-tests'
const owner = async () => {
  await server.access.ensureBootstrapKey(organizationId, ownerKey)
  return withKey(ownerKey)
}
const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  return error instanceof ApiProblem ? error.problem.code : error
}

describe('API keys', () => {
  test('a new key works at once, is shown once, and stops working when it is deleted', async () => {
    const client = await owner()
    const { key, ...shown } = await client.createApiKey({ body: { name: 'CI', role: 'viewer' } })
    const mine = withKey(key)
    expect(await mine.getMe()).toEqual({
      organization: { id: organizationId, name: 'Shop' },
      role: 'viewer',
      person: null,
      api_key: { id: shown.id, name: 'CI' },
    })
    const { items } = await client.listApiKeys({ query: {} })
    expect(items[0]).toMatchObject({ id: shown.id, prefix: key.slice(0, 8), role: 'viewer' })
    expect(JSON.stringify(items)).not.toContain(key)
    await client.deleteApiKey({ params: { id: shown.id } })
    expect(await codeOf(mine.getMe())).toBe('unauthenticated')
  })

  test('nothing in the database is a key', async () => {
    const { key } = await (await owner()).createApiKey({ body: { name: 'secret one' } })
    const { rows } = await server.database.pool.query<{ text: string }>(
      'select row_to_json(k)::text as text from api_keys k union all select row_to_json(a)::text from audit_entries a',
    )
    const dump = rows.map(({ text }) => text).join('\n')
    expect(dump).toContain('secret one')
    expect(dump).not.toContain(key)
    expect(dump).not.toContain(key.slice(8))
  })

  test('lists go page by page, newest first', async () => {
    const client = await owner()
    for (const name of ['one', 'two', 'three']) await client.createApiKey({ body: { name } })
    const first = await client.listApiKeys({ query: { limit: 2 } })
    expect(first.items.map(({ name }) => name)).toEqual(['three', 'two'])
    const second = await client.listApiKeys({ query: { limit: 2, cursor: first.next ?? '' } })
    expect(second.items[0]?.name).toBe('one')
  })

  test('nobody makes or deletes a key that may do more than they', async () => {
    const client = await owner()
    const { key } = await client.createApiKey({ body: { name: 'admin', role: 'admin' } })
    const above = await client.createApiKey({ body: { name: 'above', role: 'owner' } })
    const admin = withKey(key)
    const make = (role: Role) => codeOf(admin.createApiKey({ body: { name: 'x', role } })) // prettier-ignore
    expect(await make('owner')).toBe('forbidden')
    expect(await make('admin')).toMatchObject({ role: 'admin' })
    expect(await codeOf(admin.deleteApiKey({ params: { id: above.id } }))).toBe('forbidden')
  })

  test.each(['builder', 'reviewer', 'viewer'] as const)(
    '%s sees no keys and no audit log',
    async (role) => {
      const { key } = await (await owner()).createApiKey({ body: { name: role, role } })
      expect(await codeOf(withKey(key).listApiKeys({ query: {} }))).toBe('forbidden')
      expect(await codeOf(withKey(key).listAudit({ query: {} }))).toBe('forbidden')
    },
  )

  test('a use is noted, but not every use', async () => {
    const client = await owner()
    const { key, id } = await client.createApiKey({ body: { name: 'used' } })
    const lastUse = async () => {
      const { items } = await client.listApiKeys({ query: {} })
      return items.find((item) => item.id === id)?.last_used_at
    }
    expect(await lastUse()).toBeNull()
    await withKey(key).getMe()
    const noted = await lastUse()
    expect(noted).toEqual(expect.any(String))
    await withKey(key).getMe()
    expect(await lastUse()).toBe(noted)
  })
})

describe('the key from the environment', () => {
  test('is an owner’s; another one takes its place', async () => {
    await server.access.ensureBootstrapKey(organizationId, 'first-bootstrap-key')
    await server.access.ensureBootstrapKey(organizationId, 'first-bootstrap-key')
    expect((await withKey('first-bootstrap-key').getMe()).role).toBe('owner')
    await server.access.ensureBootstrapKey(organizationId, 'second-bootstrap-key')
    expect(await codeOf(withKey('first-bootstrap-key').getMe())).toBe('unauthenticated')
    expect((await withKey('second-bootstrap-key').getMe()).role).toBe('owner')
  })

  test.each(['fifteen-letters', 'sixteen letters!', 'x'.repeat(501)])(
    '%s is refused',
    async (key) => {
      const made = server.access.ensureBootstrapKey(organizationId, key)
      await expect(made).rejects.toThrow('needs 16 to 500 characters and no spaces')
    },
  )
})

describe('people', () => {
  test('the first owner is made once', async () => {
    const id = await server.organization('New')
    const [one, two] = await Promise.all([
      server.access.ensureOwner(id),
      server.access.ensureOwner(id),
    ])
    expect(two).toEqual(one)
    expect(one.email).toBe('owner@outcrop.local')
    expect((await server.as(await server.signIn(one.email)).getMe()).role).toBe('owner')
  })

  test('change their own name and e-mail address', async () => {
    const { id } = await server.person(organizationId, 'viewer')
    const client = server.as(await server.signIn(id))
    const email = `Me.${id}@Example.com`
    const { person } = await client.changeMyCredentials({ body: { name: 'Me', email } })
    expect(person).toEqual({
      id,
      name: 'Me',
      email: email.toLowerCase(),
      has_password: false,
      needs_current_password: false,
    })
  })

  test('cannot take the e-mail address of another person', async () => {
    const { id } = await server.person(organizationId, 'viewer')
    const { email } = await server.person(organizationId, 'viewer')
    const call = server.as(await server.signIn(id)).changeMyCredentials({ body: { email } })
    expect(await codeOf(call)).toBe('state-conflict')
  })

  test('a key has nothing of its own to change', async () => {
    expect(await codeOf((await owner()).changeMyCredentials({ body: { name: 'x' } }))).toBe(
      'forbidden',
    )
  })
})

describe('the audit log', () => {
  test('tells who changed what, without secrets', async () => {
    const { id, email } = await server.person(organizationId, 'owner')
    const client = server.as(await server.signIn(id))
    const created = await client.createApiKey({ body: { name: 'audited', role: 'viewer' } })
    await client.changeMyCredentials({ body: { password: 'correct horse battery' } })
    await client.deleteApiKey({ params: { id: created.id } })
    const { items } = await client.listAudit({ query: { limit: 4 } })
    expect(
      items.map(({ actor, action, subject, changes }) => [actor, action, subject, changes]),
    ).toEqual([
      [email, 'api-key.deleted', created.id, {}],
      [email, 'my-credentials.changed', id, { password: '(hidden)' }],
      [email, 'api-key.created', created.id, { name: 'audited', role: 'viewer' }],
      [email, 'person.signed-in', id, { with: 'link' }],
    ])
  })

  test('a change that failed is not in it', async () => {
    const client = await owner()
    const before = await client.listAudit({ query: { limit: 1 } })
    await codeOf(client.deleteApiKey({ params: { id: `key_${'0'.repeat(32)}` } }))
    expect(await client.listAudit({ query: { limit: 1 } })).toEqual(before)
  })
})
