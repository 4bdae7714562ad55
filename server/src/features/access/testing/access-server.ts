import type { Client, Role } from '@outcrop/contract'
import type { FastifyInstance } from 'fastify'
import type { OutgoingHttpHeaders } from 'node:http'
import { injectClient } from '../../../http/testing/inject-client.ts'
import type { App } from '../../../http/mount.ts'
import { testServer } from '../../../http/testing/test-server.ts'
import { newId } from '../../../kernel/id.ts'
import { createTestDatabase, type TestDatabase } from '../../../testing/postgres.ts'
import { createAccess, type Access } from '../access.ts'
import { insertMember } from '../person-store.ts'

export interface AccessServer {
  readonly app: FastifyInstance
  readonly access: Access
  readonly database: TestDatabase
  /** What was logged at error level. */
  readonly errors: unknown[]
  organization(name: string): Promise<string>
  person(organizationId: string, role: Role): Promise<{ id: string; email: string }>
  /** Another server process on the same database. */
  beside(): Promise<FastifyInstance>
  /** Signs in by link; the Cookie header of the session. */
  signIn(person: string): Promise<string>
  as(cookie: string): Client
  close(): Promise<void>
}

const person = { name: 'Someone' }

/** Access on a real database, behind the real HTTP layer, and more routes. */
export async function accessServer(
  publicUrl = 'http://localhost:4700',
  more: readonly ((api: App) => void)[] = [],
): Promise<AccessServer> {
  const database = await createTestDatabase()
  const { pool } = database
  const errors: unknown[] = []
  const log = { error: (...words: unknown[]) => void errors.push(words) }
  const start = async () => {
    const access = createAccess({ pool, publicUrl, secret: 'a secret for tests, long enough to sign', log }) // prettier-ignore
    const { app } = await testServer({
      access,
      tries: access,
      log,
      features: [(api) => access.routes(api), ...more],
    })
    return { access, app }
  }
  const { access, app } = await start()
  return {
    app,
    access,
    database,
    errors,
    organization: async (name) => {
      const id = newId('organization')
      await pool.query('insert into organizations (id, name) values ($1, $2)', [id, name])
      return id
    },
    person: async (organizationId, role) => {
      const id = newId('user')
      const email = `${id}@example.com`
      await insertMember(pool, organizationId, { ...person, userId: id, email, role })
      return { id, email }
    },
    beside: async () => (await start()).app,
    signIn: async (idOrEmail) => {
      const url = await access.createSignInLink(idOrEmail)
      return cookieOf(await app.inject({ method: 'POST', url, remoteAddress: newAddress() }))
    },
    as: (cookie) => injectClient(app, { headers: { cookie, 'sec-fetch-site': 'same-origin' } }),
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}

/** What a browser would send back after this answer. */
export function cookieOf({ headers }: { headers: OutgoingHttpHeaders }): string {
  const cookies = [headers['set-cookie'] ?? []].flat()
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
}

let addresses = 0

/** Tries to sign in are counted by address; tests that do not count theirs come from a new one each time. */
export function newAddress(): string {
  addresses += 1
  return `10.0.${addresses >> 8}.${addresses & 255}`
}
