import type { Attribute, Enrichment, NewAttribute } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'

export interface AttributeRow {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly name: string
  readonly title: string
  readonly description: string
  readonly scope: Attribute['scope']
  readonly type: Attribute['type']
  /** Of a funnel: its steps, in order. */
  readonly steps: readonly string[] | null
  /** Of a timeline: older entries are dropped. */
  readonly keep_days: number | null
  readonly enrichments: readonly Enrichment[]
  readonly preloaded: boolean
  readonly created_at: Date
  readonly updated_at: Date
}

/** Every attribute of every organization, in the order in which a stream applies their enrichments. */
export async function allAttributes(db: Db): Promise<AttributeRow[]> {
  const { rows } = await db.query<AttributeRow>(
    'select * from attributes order by stream_id, not preloaded, id',
  )
  return rows
}

/** The attributes of one stream, in the order in which their enrichments are applied. */
export async function attributesOf(db: Db, streamId: string): Promise<AttributeRow[]> {
  const { rows } = await db.query<AttributeRow>(
    'select * from attributes where stream_id = $1 order by not preloaded, id',
    [streamId],
  )
  return rows
}

export interface AttributePage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId?: string | undefined
}

export async function listAttributes(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: AttributePage,
): Promise<AttributeRow[]> {
  const { rows } = await db.query<AttributeRow>(
    `select * from attributes where organization_id = $1 and ($2::text is null or stream_id = $2)
       and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, streamId ?? null, cursor ?? null, limit],
  )
  return rows
}

export async function findAttribute(
  db: Db,
  organizationId: string,
  id: string,
): Promise<AttributeRow | undefined> {
  const { rows } = await db.query<AttributeRow>(
    'select * from attributes where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Creates an attribute; undefined when the stream has one of that name. */
export async function insertAttribute(
  db: Db,
  organizationId: string,
  given: NewAttribute,
  at: Date,
): Promise<AttributeRow | undefined> {
  const { rows } = await db.query<AttributeRow>(
    `insert into attributes (id, organization_id, stream_id, name, title, description, scope, type,
       steps, keep_days, enrichments, preloaded, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, $12, $12)
     on conflict (stream_id, name) do nothing returning *`,
    [
      newId('attribute'),
      organizationId,
      given.stream_id,
      given.name,
      given.title,
      given.description,
      given.scope,
      given.type,
      given.steps ? JSON.stringify(given.steps) : null,
      given.keep_days ?? null,
      JSON.stringify(given.enrichments),
      at,
    ],
  )
  return rows[0]
}

export type AttributeChange = Pick<
  AttributeRow,
  'title' | 'description' | 'steps' | 'keep_days' | 'enrichments'
>

/** Replaces what may be changed of an attribute; undefined when it is gone or preloaded. */
export async function updateAttribute(
  db: Db,
  organizationId: string,
  id: string,
  next: AttributeChange,
  at: Date,
): Promise<AttributeRow | undefined> {
  const { rows } = await db.query<AttributeRow>(
    `update attributes set title = $3, description = $4, steps = $5, keep_days = $6, enrichments = $7, updated_at = $8
     where organization_id = $1 and id = $2 and not preloaded returning *`,
    [
      organizationId,
      id,
      next.title,
      next.description,
      next.steps && JSON.stringify(next.steps),
      next.keep_days,
      JSON.stringify(next.enrichments),
      at,
    ],
  )
  return rows[0]
}

export async function deleteAttribute(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query(
    'delete from attributes where organization_id = $1 and id = $2 and not preloaded',
    [organizationId, id],
  )
}
