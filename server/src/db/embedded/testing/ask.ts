import { withAdmin } from '../../../testing/with-admin.ts'

/** The value of one SQL expression. */
export function ask(url: string, expression: string): Promise<unknown> {
  return withAdmin(url, async (db) => {
    const { rows } = await db.query<{ answer: unknown }>(`select (${expression}) as answer`)
    return rows[0]?.answer
  })
}
