import type { Db } from '../../db/db.ts'
import { newId } from '../../kernel/id.ts'
import { preloaded } from './preloaded.ts'

interface Missing {
  readonly organization_id: string
  readonly stream_id: string
  readonly place: number
}

/**
 * Gives a stream, or every stream that there is, the preloaded attributes of this version of Outcrop:
 * those that it lacks or has from an earlier version. An attribute that people made under the same
 * name stays theirs.
 */
export async function preloadAttributes(db: Db, at: Date, streamId?: string): Promise<void> {
  const missing = await missingIn(db, streamId ?? null)
  if (missing.length === 0) return
  await db.query(
    `insert into attributes (id, organization_id, stream_id, name, title, description, scope, type,
       enrichments, preloaded, created_at, updated_at)
     select m.id, m.organization_id, m.stream_id, w.name, w.title, w.description, w.scope, w.type,
       w.enrichments, true, $6, $6
     from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as m (id, organization_id, stream_id, place)
     join (${wanted('$5')}) w using (place)
     order by m.stream_id, m.place
     on conflict (stream_id, name) do update set title = excluded.title, description = excluded.description,
       scope = excluded.scope, type = excluded.type, enrichments = excluded.enrichments, updated_at = $6
     where attributes.preloaded`,
    [
      missing.map(() => newId('attribute')),
      missing.map(({ organization_id }) => organization_id),
      missing.map(({ stream_id }) => stream_id),
      missing.map(({ place }) => place),
      JSON.stringify(preloaded),
      at,
    ],
  )
}

const wanted = (given: string) =>
  `select w.place::integer, w.name, w.title, w.description, w.scope, w.type, w.enrichments
   from rows from (json_to_recordset(${given}::json) as
     (name text, title text, description text, scope text, type text, enrichments json))
     with ordinality as w (name, title, description, scope, type, enrichments, place)`

async function missingIn(db: Db, streamId: string | null): Promise<Missing[]> {
  const { rows } = await db.query<Missing>(
    `select s.organization_id, s.id as stream_id, w.place
     from streams s cross join (${wanted('$1')}) w
     left join attributes a on a.stream_id = s.id and a.name = w.name
     where ($2::text is null or s.id = $2)
       and (a.id is null or a.preloaded and (a.title, a.description, a.scope, a.type, a.enrichments::text)
         is distinct from (w.title, w.description, w.scope, w.type, w.enrichments::text))
     order by s.id, w.place`,
    [JSON.stringify(preloaded), streamId],
  )
  return rows
}
