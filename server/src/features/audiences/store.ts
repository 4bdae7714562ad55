import type { NewAudience, ProfileCondition } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'

export interface AudienceRow {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly condition: ProfileCondition
  readonly created_at: Date
  readonly updated_at: Date
}

export interface SizedAudienceRow extends AudienceRow {
  /** A bigint: the driver gives it as text. */
  readonly size: string
  /** Visitors being put into it; null when all of them are. */
  readonly filling: {
    readonly done: number
    readonly total: number | null
    readonly total_is_estimate: boolean
  } | null
}

/** Every audience of every organization, those of a stream in the order in which they were made. */
export async function allAudiences(db: Db): Promise<AudienceRow[]> {
  const { rows } = await db.query<AudienceRow>('select * from audiences order by stream_id, id')
  return rows
}

/** The audiences of one stream. */
export async function audiencesOf(db: Db, streamId: string): Promise<AudienceRow[]> {
  const { rows } = await db.query<AudienceRow>(
    'select * from audiences where stream_id = $1 order by id',
    [streamId],
  )
  return rows
}

const sized = `a.*, (
  select coalesce(sum(members), 0)::bigint from audience_counts where audience_id = a.id
) as size, (
  select json_build_object('done', done, 'total', total, 'total_is_estimate', total_is_estimate)
  from audience_fills where stream_id = a.stream_id and finished_at is null and a.id = any(audience_ids)
) as filling`

export interface AudiencePage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId?: string | undefined
}

export async function listAudiences(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: AudiencePage,
): Promise<SizedAudienceRow[]> {
  const { rows } = await db.query<SizedAudienceRow>(
    `select ${sized} from audiences a
     where organization_id = $1 and ($2::text is null or stream_id = $2) and ($3::text is null or id < $3)
     order by id desc limit $4`,
    [organizationId, streamId ?? null, cursor ?? null, limit],
  )
  return rows
}

export async function findAudience(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SizedAudienceRow | undefined> {
  const { rows } = await db.query<SizedAudienceRow>(
    `select ${sized} from audiences a where organization_id = $1 and id = $2`,
    [organizationId, id],
  )
  return rows[0]
}

/** Creates an audience and gives its id; undefined when the stream has one of that name. */
export async function insertAudience(
  db: Db,
  organizationId: string,
  { stream_id, name, description, condition }: NewAudience,
  at: Date,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into audiences (id, organization_id, stream_id, name, description, condition, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (stream_id, name) do nothing returning id`,
    [
      newId('audience'),
      organizationId,
      stream_id,
      name,
      description,
      JSON.stringify(condition),
      at,
    ],
  )
  return rows[0]?.id
}

export type AudienceChange = Pick<AudienceRow, 'name' | 'description' | 'condition'>

/** Replaces what may be changed; fails with a unique violation when the name is taken. */
export async function updateAudience(
  db: Db,
  organizationId: string,
  id: string,
  { name, description, condition }: AudienceChange,
  at: Date,
): Promise<void> {
  await db.query(
    `update audiences set name = $3, description = $4, condition = $5, updated_at = $6
     where organization_id = $1 and id = $2`,
    [organizationId, id, name, description, JSON.stringify(condition), at],
  )
}

/** Deletes an audience and the count of its members; they are put out of it by what follows. */
export async function deleteAudience(db: Db, organizationId: string, id: string): Promise<void> {
  await db.query(
    `with gone as (delete from audiences where organization_id = $1 and id = $2 returning id)
     delete from audience_counts where audience_id in (select id from gone)`,
    [organizationId, id],
  )
}
