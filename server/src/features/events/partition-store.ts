import type { Db } from '../../db/transaction.ts'

const dayMs = 86_400_000

/** Names and bounds of the partitions from yesterday to three days ahead. */
function partitionsAround(now: Date): { name: string; from: string; to: string }[] {
  const today = Math.floor(now.getTime() / dayMs)
  return [-1, 0, 1, 2, 3].map((offset) => {
    const from = new Date((today + offset) * dayMs).toISOString()
    const to = new Date((today + offset + 1) * dayMs).toISOString()
    return { name: `events_${from.slice(0, 10).replaceAll('-', '')}`, from, to }
  })
}

/**
 * Makes the partitions that are missing. Several processes may do so at once. Making one locks the
 * whole log: behind a long query it gives up, because everything collected would wait with it.
 */
export async function makePartitions(db: Db, now: Date): Promise<void> {
  for (const { name, from, to } of partitionsAround(now)) {
    await db.query(
      `do $$ begin
         perform set_config('lock_timeout', '3s', true);
         perform pg_advisory_xact_lock(hashtext('event partitions'));
         if to_regclass('${name}') is null
           and not exists (select 1 from events_default where received_at >= '${from}' and received_at < '${to}')
         then
           create table ${name} partition of events for values from ('${from}') to ('${to}');
         end if;
       end $$`,
    )
  }
}

/**
 * Drops whole days that are older than the retention and processed to the end; resolves with the
 * names of the dropped partitions.
 */
export async function dropOldPartitions(
  db: Db,
  now: Date,
  retentionDays: number,
): Promise<string[]> {
  const oldest = `events_${new Date(now.getTime() - retentionDays * dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`
  const { rows } = await db.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'events'::regclass and c.relname < $1 and c.relname ~ '^events_[0-9]{8}$' order by 1`,
    [oldest],
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const { rows: open } = await db.query(
      `select 1 from ${name} e join shards s on s.shard = e.shard where (e.xid, e.id) > (s.xid, s.event_id) limit 1`,
    )
    if (open.length > 0) continue
    await db.query(
      `do $$ begin perform set_config('lock_timeout', '3s', true); drop table ${name}; end $$`,
    )
    dropped.push(name)
  }
  const end = new Date(now.getTime() - retentionDays * dayMs)
  await emptyDefault(db, end)
  await forgetBefore(db, end)
  return dropped
}

/**
 * Deletes events that no day took in, because its partition was missing when they came, once they are
 * processed: also a little at a time.
 */
async function emptyDefault(db: Db, end: Date): Promise<void> {
  let deleted: number | null
  do
    ({ rowCount: deleted } = await db.query(
      `delete from events_default where ctid = any(array(
         select e.ctid from events_default e join shards s on s.shard = e.shard
         where e.received_at < $1 and (e.xid, e.id) <= (s.xid, s.event_id) limit 5000))`,
      [end],
    ))
  while (deleted === 5000)
}

/**
 * Deletes what was kept beside events that are gone, a little at a time: as long as a transaction
 * writes, no processor reads past it.
 */
async function forgetBefore(db: Db, time: Date): Promise<void> {
  const old = {
    intake_keys: 'received_at',
    event_notes: 'at',
    trace_places: 'seen_at',
    delays: 'ended_at',
    visitor_starts: 'forget_at',
  }
  for (const [table, column] of Object.entries(old)) {
    const text = `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} < $1 limit 5000))`
    let deleted: number | null
    do ({ rowCount: deleted } = await db.query(text, [time]))
    while (deleted === 5000)
  }
}
