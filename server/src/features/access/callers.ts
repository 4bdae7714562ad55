import type { IncomingHttpHeaders } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../db/transaction.ts'
import type { Caller } from '../../http/caller.ts'
import type { Clock } from '../../kernel/clock.ts'
import { hashOfKey, keyInHeader } from './api-key.ts'
import { findKeyByHash, touchKey, type ApiKeyRow } from './api-key-store.ts'
import { findMembership } from './person-store.ts'
import type { Sessions } from './sessions.ts'

/** How long a deleted key may still be accepted when the message about it was lost. */
const keyCacheMs = 5_000
const touchEveryMs = 60_000

export interface Callers {
  /** Who sends this request; null without valid credentials. */
  authenticate(headers: IncomingHttpHeaders): Promise<Caller | null>
  /** Forgets what is known of keys, because one of them changed. */
  forgetKeys(): void
}

export interface CallerOptions {
  readonly db: Db
  readonly sessions: Sessions
  readonly now: Clock
}

/** Tells who is asking: a key counts before a cookie, and an invalid key is never made up for by a cookie. */
export function createCallers({ db, sessions, now }: CallerOptions): Callers {
  let changes = 0
  const keys = new LRUCache<string, { readonly caller: Caller | null }>({ max: 10_000, ttl: keyCacheMs }) // prettier-ignore

  async function ofKey(key: string | undefined): Promise<Caller | null> {
    if (key === undefined) return null
    const sha256 = hashOfKey(key)
    const name = sha256.toString('base64')
    const known = keys.get(name)
    if (known) return known.caller
    const asOf = changes
    const row = await findKeyByHash(db, sha256)
    if (row && isStale(row, now())) await touchKey(db, row.organization_id, row.id)
    const caller = row ? callerOfKey(row) : null
    // What was read before a change must not be remembered after it.
    if (asOf === changes) keys.set(name, { caller })
    return caller
  }

  async function ofCookie(cookie: string): Promise<Caller | null> {
    const session = await sessions.find(cookie)
    const member = session && (await findMembership(db, session.userId))
    if (!member) return null
    return {
      organizationId: member.organization_id,
      role: member.role,
      actor: { type: 'person', id: member.user_id, name: member.email },
      sessionId: session.sessionId,
    }
  }

  return {
    authenticate: ({ authorization, cookie }) => {
      if (authorization !== undefined) return ofKey(keyInHeader(authorization))
      return cookie === undefined ? Promise.resolve(null) : ofCookie(cookie)
    },
    forgetKeys: () => {
      changes += 1
      keys.clear()
    },
  }
}

/** Uses of a key are noted once a minute at most: writing each would cost more than the request. */
function isStale({ last_used_at }: ApiKeyRow, now: Date): boolean {
  return last_used_at === null || now.getTime() - last_used_at.getTime() > touchEveryMs
}

function callerOfKey({ id, organization_id, role, name }: ApiKeyRow): Caller {
  return { organizationId: organization_id, role, actor: { type: 'api_key', id, name } }
}
