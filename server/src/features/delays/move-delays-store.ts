import type { Db } from '../../db/transaction.ts'

interface Kept {
  readonly streamId: string
  readonly visitorId: string
  readonly shard: number
}

/**
 * Lets what waits for a visitor wait for the one that it was stitched into, as if the two had always
 * been one: who joined twice has been in the audience since the first time; whatever else was done
 * twice waits since the last time. The transaction must hold the locks of both.
 */
export async function moveDelays(
  db: Db,
  gone: string,
  { streamId, visitorId, shard }: Kept,
  now: Date,
): Promise<void> {
  await Promise.all([
    db.query(
      `with ranked as (
         select id, row_number() over (partition by automation_id order by
           extract(epoch from due_at) * case when all_joined then 1 else -1 end, id) as place
         from (
           select id, automation_id, due_at, bool_and(moment = 'joined') over (partition by automation_id) as all_joined
           from delays where stream_id = $1 and visitor_id in ($2, $3) and state = 'waiting' and moment is not null
         ) theirs
       ), dropped as (
         update delays d set state = 'dropped', reason = $4, ended_at = $5
         from ranked where d.id = ranked.id and ranked.place > 1 returning 1
       )
       select pg_notify('trace', '') where exists (select 1 from dropped)`,
      [
        streamId,
        gone,
        visitorId,
        `The visitor was stitched: "${visitorId}" waits for the same start already.`,
        now,
      ],
    ),
    // In this order: of two, only one waits by now.
    db.query(
      `update delays set visitor_id = $3, shard = $4
       where stream_id = $1 and visitor_id = $2 and state = 'waiting'`,
      [streamId, gone, visitorId, shard],
    ),
  ])
}
