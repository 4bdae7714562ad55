import type { Db } from '../../db/db.ts'

/** Has the visitors of a stream looked through for ids that they have as values of this attribute already. */
export async function beginIdBackfill(db: Db, attributeId: string): Promise<void> {
  await db.query('insert into id_backfills (attribute_id) values ($1)', [attributeId])
}

export interface IdBackfill {
  readonly attributeId: string
  readonly organizationId: string
  readonly streamId: string
  readonly name: string
  /** The last visitor that was looked at. */
  readonly after: string
}

/** One that nobody else works on, locked until the transaction ends. */
export async function lockIdBackfill(db: Db): Promise<IdBackfill | undefined> {
  const { rows } = await db.query<IdBackfill>(
    `select b.attribute_id as "attributeId", a.organization_id as "organizationId", a.stream_id as "streamId", a.name, b.after
     from id_backfills b join attributes a on a.id = b.attribute_id
     order by b.attribute_id limit 1 for update of b skip locked`,
  )
  return rows[0]
}

/** Whether there is any, also one that somebody works on. */
export async function isIdBackfillOpen(db: Db): Promise<boolean> {
  const { rows } = await db.query('select 1 from id_backfills limit 1')
  return rows.length > 0
}

/** Moves one that is locked; null: it is done. */
export async function moveIdBackfill(
  db: Db,
  { attributeId }: IdBackfill,
  after: string | null,
): Promise<void> {
  await (after === null
    ? db.query('delete from id_backfills where attribute_id = $1', [attributeId])
    : db.query('update id_backfills set after = $2 where attribute_id = $1', [attributeId, after]))
}
