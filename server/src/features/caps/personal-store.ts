import type { Db } from '../../db/db.ts'

/** Forgets when automations have started for a visitor. */
export async function deleteStarts(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<void> {
  await db.query(
    'delete from visitor_starts where stream_id = $1 and visitor_id = any($2::text[])',
    [streamId, visitorIds],
  )
}

interface StartsRow {
  /** The automation, or the cooldown group. */
  readonly subject_id: string
  readonly name: string | null
  readonly visitor_id: string
  readonly starts: readonly Date[]
}

/** When automations and groups that have a limit have started for a visitor. */
export async function startsOfVisitor(
  db: Db,
  streamId: string,
  visitorIds: readonly string[],
): Promise<StartsRow[]> {
  const { rows } = await db.query<StartsRow>(
    `select s.subject_id, coalesce(a.name, g.name) as name, s.visitor_id, s.starts
     from visitor_starts s left join automations a on a.id = s.subject_id left join cooldown_groups g on g.id = s.subject_id
     where s.stream_id = $1 and s.visitor_id = any($2::text[]) order by s.visitor_id, s.subject_id`,
    [streamId, visitorIds],
  )
  return rows
}
