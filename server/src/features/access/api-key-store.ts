import type { Role } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly role: Role
  readonly prefix: string
  readonly created_at: Date
  readonly last_used_at: Date | null
}

export interface NewApiKeyRow {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly prefix: string
  readonly sha256: Buffer
}

const columns = 'id, organization_id, name, role, prefix, created_at, last_used_at'

/** The key with this hash, of whichever organization: it is what tells the organization. */
export async function findKeyByHash(db: Db, sha256: Buffer): Promise<ApiKeyRow | undefined> {
  const { rows } = await db.query<ApiKeyRow>(`select ${columns} from api_keys where sha256 = $1`, [
    sha256,
  ])
  return rows[0]
}

export async function touchKey(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query(
    'update api_keys set last_used_at = now() where organization_id = $1 and id = $2',
    [organizationId, id],
  )
}

export async function listKeys(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ApiKeyRow[]> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys
     where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findKey(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ApiKeyRow | undefined> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys where organization_id = $1 and id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

export async function insertKey(
  db: Db,
  organizationId: string,
  { id, name, role, prefix, sha256 }: NewApiKeyRow,
): Promise<ApiKeyRow> {
  const { rows } = await db.query<ApiKeyRow>(
    `insert into api_keys (id, organization_id, name, role, prefix, sha256)
     values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [id, organizationId, name, role, prefix, sha256],
  )
  const [row] = rows
  if (!row) throw new Error('The new API key was not returned.')
  return row
}

/** Makes this the only key of the organization that came from the environment. */
export async function replaceBootstrapKey(
  db: Db,
  organizationId: string,
  { id, name, role, prefix, sha256 }: NewApiKeyRow,
): Promise<void> {
  await db.query(
    `with replaced as (
       delete from api_keys where organization_id = $2 and bootstrap and sha256 <> $6
     )
     insert into api_keys (id, organization_id, name, role, prefix, sha256, bootstrap)
     values ($1, $2, $3, $4, $5, $6, true) on conflict (sha256) do nothing`,
    [id, organizationId, name, role, prefix, sha256],
  )
}

export async function deleteKey(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query('delete from api_keys where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}
