import type { Db } from '../db/transaction.ts'

export interface Organization {
  readonly id: string
  /** Its demo was begun and is not whole. */
  readonly demo_unfinished: boolean
}

/** The oldest organization. */
export async function findOrganization(db: Db): Promise<Organization | undefined> {
  const { rows } = await db.query<Organization>(
    'select id, demo_unfinished from organizations order by id limit 1',
  )
  return rows[0]
}

export async function insertOrganization(
  db: Db,
  id: string,
  name: string,
  hasDemo = false,
): Promise<void> {
  await db.query('insert into organizations (id, name, demo_unfinished) values ($1, $2, $3)', [
    id,
    name,
    hasDemo,
  ])
}

export async function finishDemo(db: Db, id: string): Promise<void> {
  await db.query('update organizations set demo_unfinished = false where id = $1', [id])
}
