import { roles, routes, type ApiKey, type Role } from '@outcrop/contract'
import { randomBytes } from 'node:crypto'
import type { Db } from '../../db/transaction.ts'
import { mount, type App, type Caller } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import { apiKeyOf, hashOfKey, prefixOfKey } from './api-key.ts'
import { deleteKey, findKey, insertKey, listKeys, type ApiKeyRow } from './api-key-store.ts'

export function keyRoutes(app: App, db: Db, forgetKeys: () => void): void {
  mount(app, routes.listApiKeys, async ({ query, caller }) => {
    const rows = await listKeys(db, caller.organizationId, { ...query, limit: query.limit + 1 })
    return pageOf(query.limit, rows, keyOf)
  })

  mount(app, routes.createApiKey, async ({ body: { name, role }, caller }) => {
    refuseAbove(caller, role)
    const key = apiKeyOf(randomBytes(32))
    const made = { id: newId('apiKey'), name, role, prefix: prefixOfKey(key), sha256: hashOfKey(key) } // prettier-ignore
    return { ...keyOf(await insertKey(db, caller.organizationId, made)), key }
  })

  mount(app, routes.deleteApiKey, async ({ params, caller }) => {
    const row = await findKey(db, caller.organizationId, params.id)
    if (!row) throw new Problem('not-found', `There is no API key ${params.id}.`)
    refuseAbove(caller, row.role)
    await deleteKey(db, caller.organizationId, row.id)
    forgetKeys()
    return null
  })
}

/** Nobody gives more than they have, or takes it from those who have more. */
function refuseAbove(caller: Caller, role: Role): void {
  if (roles.indexOf(role) >= roles.indexOf(caller.role)) return
  throw new Problem('forbidden', `The role "${caller.role}" cannot create or delete a key with the role "${role}".`) // prettier-ignore
}

function keyOf({ id, name, role, prefix, created_at, last_used_at }: ApiKeyRow): ApiKey {
  return {
    id,
    name,
    role,
    prefix,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at?.toISOString() ?? null,
  }
}
