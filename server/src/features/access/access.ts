import { routes } from '@outcrop/contract'
import type { Logger } from 'pino'
import type { Pool } from '../../db/pool.ts'
import type { Gate } from '../../http/gate.ts'
import type { TryCounter } from '../../http/shared-tries.ts'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { systemClock, type Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { hashOfKey, keyInHeader, prefixOfKey } from './api-key.ts'
import { replaceBootstrapKey } from './api-key-store.ts'
import { createAudit } from './audit.ts'
import { listAudit } from './audit-store.ts'
import { createCallers } from './callers.ts'
import { keyRoutes } from './key-routes.ts'
import { meRoutes } from './me-routes.ts'
import { findOwner, findPersonId, insertMember } from './person-store.ts'
import { createSessions } from './sessions.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { countTry, forgetTries } from './try-store.ts'

export interface AccessOptions {
  readonly pool: Pool
  /** Signs cookies: at least 32 characters, the same in every process. */
  readonly secret: string
  /** Where people reach the server, such as https://outcrop.example; decides whether cookies need https. */
  readonly publicUrl: string
  readonly log: Pick<Logger, 'error'>
  readonly now?: Clock
}

/** Who may come in: people, API keys, and the record of what they change. */
export interface Access extends Gate, TryCounter {
  /** Mounts signing in, one's own data, API keys and the audit log. */
  routes(app: App): void
  /** Forgets what is known of API keys, because one of them changed. */
  forgetKeys(): void
  /** Forgets tries to sign in that no longer count. */
  forgetTries(): Promise<void>
  /** The path of a link that signs this person in once, within a day. Throws `not-found`. */
  createSignInLink(idOrEmail: string): Promise<string>
  /** The owner of an organization, made on first use. */
  ensureOwner(organizationId: string): Promise<{ readonly id: string; readonly email: string }>
  /** Makes `key` the owner key that comes from the environment, instead of an earlier one. */
  ensureBootstrapKey(organizationId: string, key: string): Promise<void>
}

export function createAccess(options: AccessOptions): Access {
  const { pool, log, now = systemClock } = options
  const sessions = createSessions(options)
  const callers = createCallers({ db: pool, sessions, now })
  const audit = createAudit(pool, log)

  return {
    authenticate: (headers) => callers.authenticate(headers),
    recordChange: (change) => audit.recordChange(change),
    countTry: (address, windowMs) => countTry(pool, address, windowMs),
    forgetKeys: () => callers.forgetKeys(),
    forgetTries: () => forgetTries(pool),
    routes: (app) => {
      signInRoutes(app, { sessions, audit })
      meRoutes(app, pool, now)
      keyRoutes(app, pool, () => callers.forgetKeys())
      mount(app, routes.listAudit, async ({ query, caller }) => {
        const page = { ...query, limit: query.limit + 1 }
        const rows = await listAudit(pool, caller.organizationId, page)
        return pageOf(query.limit, rows, (row) => ({ ...row, at: row.at.toISOString() }))
      })
    },
    createSignInLink: async (idOrEmail) => {
      const userId = await findPersonId(pool, idOrEmail)
      if (userId === undefined) throw new Problem('not-found', `There is no person ${idOrEmail}.`)
      return `/link/${await sessions.createLink(userId)}`
    },
    ensureOwner: (organizationId) => ensureOwner(pool, organizationId),
    ensureBootstrapKey: async (organizationId, key) => {
      if (keyInHeader(`Bearer ${key}`) !== key) {
        throw new Problem('invalid-input', 'The key in OUTCROP_API_KEY needs 16 to 500 characters and no spaces.') // prettier-ignore
      }
      const row = { name: 'OUTCROP_API_KEY', role: 'owner', prefix: prefixOfKey(key) } as const
      await replaceBootstrapKey(pool, organizationId, { ...row, id: newId('apiKey'), sha256: hashOfKey(key) }) // prettier-ignore
      callers.forgetKeys()
    },
  }
}

async function ensureOwner(pool: Pool, organizationId: string) {
  const member = { userId: newId('user'), name: 'Owner', email: 'owner@outcrop.local', role: 'owner' } as const // prettier-ignore
  const before = await findOwner(pool, organizationId)
  if (!before) await insertMember(pool, organizationId, member)
  const owner = before ?? (await findOwner(pool, organizationId))
  if (!owner) throw new Error(`The organization ${organizationId} has no owner and could not be given one.`) // prettier-ignore
  return { id: owner.user_id, email: owner.email }
}
