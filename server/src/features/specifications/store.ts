import type { NewSpecification, SpecifiedAttribute } from '@outcrop/contract'
import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'

export interface SpecificationRow {
  readonly id: string
  readonly organization_id: string
  readonly stream_id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly SpecifiedAttribute[]
  readonly allow_others: boolean
  readonly created_at: Date
  readonly updated_at: Date
}

/** Every specification of every organization: what the stream processor needs to know. */
export async function allSpecifications(db: Db): Promise<SpecificationRow[]> {
  const { rows } = await db.query<SpecificationRow>('select * from specifications')
  return rows
}

/** The specifications of an organization with one of these names, of whichever stream. */
export async function specificationsNamed(
  db: Db,
  organizationId: string,
  names: readonly string[],
): Promise<SpecificationRow[]> {
  const { rows } = await db.query<SpecificationRow>(
    'select * from specifications where organization_id = $1 and name = any ($2)',
    [organizationId, names],
  )
  return rows
}

export async function countSpecifications(db: Db, streamId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from specifications where stream_id = $1',
    [streamId],
  )
  return rows[0]?.count ?? 0
}

export interface SpecificationPage {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly streamId?: string | undefined
}

export async function listSpecifications(
  db: Db,
  organizationId: string,
  { limit, cursor, streamId }: SpecificationPage,
): Promise<SpecificationRow[]> {
  const { rows } = await db.query<SpecificationRow>(
    `select * from specifications where organization_id = $1 and ($2::text is null or stream_id = $2)
       and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, streamId ?? null, cursor ?? null, limit],
  )
  return rows
}

export async function findSpecification(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SpecificationRow | undefined> {
  const { rows } = await db.query<SpecificationRow>(
    'select * from specifications where organization_id = $1 and id = $2',
    [organizationId, id],
  )
  return rows[0]
}

/** Creates a specification and gives its id; undefined when the stream has one of that name. */
export async function insertSpecification(
  db: Db,
  organizationId: string,
  { stream_id, name, description, attributes, allow_others }: NewSpecification,
  at: Date,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `insert into specifications
       (id, organization_id, stream_id, name, description, attributes, allow_others, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (stream_id, name) do nothing returning id`,
    [
      newId('specification'),
      organizationId,
      stream_id,
      name,
      description,
      JSON.stringify(attributes),
      allow_others,
      at,
    ],
  )
  return rows[0]?.id
}

export type SpecificationChange = Pick<
  SpecificationRow,
  'description' | 'attributes' | 'allow_others'
>

export async function updateSpecification(
  db: Db,
  organizationId: string,
  id: string,
  { description, attributes, allow_others }: SpecificationChange,
  at: Date,
): Promise<void> {
  await db.query(
    `update specifications set description = $3, attributes = $4, allow_others = $5, updated_at = $6
     where organization_id = $1 and id = $2`,
    [organizationId, id, description, JSON.stringify(attributes), allow_others, at],
  )
}

export async function deleteSpecification(
  db: Db,
  organizationId: string,
  id: string,
): Promise<void> {
  await db.query('delete from specifications where organization_id = $1 and id = $2', [
    organizationId,
    id,
  ])
}
