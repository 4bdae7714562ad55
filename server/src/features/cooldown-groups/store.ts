import type { NewCooldownGroup } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'

export interface CooldownGroupRow {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly period_hours: number
  readonly created_at: Date
  readonly updated_at: Date
}

/** Every group of every organization: what the stream processor needs to know. */
export async function allCooldownGroups(db: Db): Promise<CooldownGroupRow[]> {
  const { rows } = await db.query<CooldownGroupRow>('select * from cooldown_groups')
  return rows
}

export async function cooldownGroupIds(db: Db, organizationId: string): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    'select id from cooldown_groups where organization_id = $1',
    [organizationId],
  )
  return new Set(rows.map(({ id }) => id))
}

export async function listCooldownGroups(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<CooldownGroupRow[]> {
  const { rows } = await db.query<CooldownGroupRow>(
    'select * from cooldown_groups where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3',
    [organizationId, cursor ?? null, limit],
  )
  return rows
}

export async function findCooldownGroup(
  db: Db,
  organizationId: string,
  id: string,
): Promise<CooldownGroupRow | undefined> {
  const { rows } = await db.query<CooldownGroupRow>(
    'select * from cooldown_groups where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Creates a group; undefined when its name is taken. */
export async function insertCooldownGroup(
  db: Db,
  organizationId: string,
  { name, period_hours }: NewCooldownGroup,
  at: Date,
): Promise<CooldownGroupRow | undefined> {
  const { rows } = await db.query<CooldownGroupRow>(
    `insert into cooldown_groups (id, organization_id, name, period_hours, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $5) on conflict (organization_id, name) do nothing returning *`,
    [newId('cooldownGroup'), organizationId, name, period_hours, at],
  )
  return rows[0]
}

/** Changes a group; undefined when it is not there, or its new name is taken. */
export async function updateCooldownGroup(
  db: Db,
  organizationId: string,
  id: string,
  { name, period_hours }: NewCooldownGroup,
  at: Date,
): Promise<CooldownGroupRow | undefined> {
  const { rows } = await db.query<CooldownGroupRow>(
    `update cooldown_groups g set name = $3, period_hours = $4, updated_at = $5
     where organization_id = $1 and id = $2
       and not exists (select 1 from cooldown_groups o where o.organization_id = $1 and o.name = $3 and o.id <> $2)
     returning *`,
    [organizationId, id, name, period_hours, at],
  )
  return rows[0]
}

export async function deleteCooldownGroup(
  db: Db,
  organizationId: string,
  id: string,
): Promise<void> {
  await db.query('delete from cooldown_groups where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}
