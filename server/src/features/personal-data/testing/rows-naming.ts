import type { Db } from '../../../db/db.ts'

/** In which tables a text is found anywhere, and how often: every table of the database is searched. */
export async function rowsNaming(db: Db, text: string): Promise<Record<string, number>> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not exists (
       select 1 from pg_inherits where inhparent = c.oid
     ) order by 1`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await db.query<{ count: number }>(
      `select count(*)::int as count from ${name} t where position($1 in t::text) > 0`,
      [text],
    )
    if (rows[0]?.count) found[name.replace(/_[0-9]{8}$/, '')] = rows[0].count
  }
  return found
}
