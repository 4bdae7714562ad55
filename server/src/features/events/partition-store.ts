import { deleteOlder } from '../../db/delete-older.ts'
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

/** Of a day that goes, so many events are kept outside of it: moving them holds up the whole log. */
const mostMoved = 10_000

/**
 * Drops whole days that are older than the retention and processed to the end; resolves with the
 * names of the dropped partitions. Events that a start or a run still waits for, or that are held, are kept: they move to
 * where events without a day are, or stay with their day while they are many.
 */
export async function dropOldPartitions(
  db: Db,
  now: Date,
  retentionDays: number,
  most = mostMoved,
): Promise<string[]> {
  const end = new Date(now.getTime() - retentionDays * dayMs)
  const oldest = `events_${end.toISOString().slice(0, 10).replaceAll('-', '')}`
  const { rows } = await db.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'events'::regclass and c.relname < $1 and c.relname ~ '^events_[0-9]{8}$' order by 1`,
    [oldest],
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const { rows: unprocessed } = await db.query(
      `select 1 from ${name} e join shards s on s.shard = e.shard where (e.xid, e.id) > (s.xid, s.event_id) limit 1`,
    )
    if (unprocessed.length > 0) continue
    const { rowCount: waited } = await db.query(`select 1 from (${waitedFor(name)}) w limit $1`, [most + 1]) // prettier-ignore
    if ((waited ?? 0) > most) {
      await deleteUnneeded(db, name, end)
      continue
    }
    await dropDay(db, name)
    dropped.push(name)
  }
  await deleteUnneeded(db, 'events_default', end)
  await forgetBefore(db, end)
  return dropped
}

const open = `state in ('queued', 'running', 'waiting')`

/** Events of a day that a start waits with for its time, or a run for its end, and those that are held. Found from what waits: that is less than the day. */
function waitedFor(day: string): string {
  const within = `event_at >= '${day.slice(-8)}Z'::timestamptz and event_at < '${day.slice(-8)}Z'::timestamptz + interval '24 h'`
  return `select e.* from (
       select stream_id, event_id from delays where state = 'waiting' and ${within}
       union select stream_id, event_id from runs where ${open} and ${within}
       union select stream_id, event_id from held_events where ${within}
     ) w join ${day} e on e.stream_id = w.stream_id and e.id = w.event_id`
}

/** Drops a day but for what is waited for, which moves to the events without a day. */
async function dropDay(db: Db, day: string): Promise<void> {
  await db.query(
    `do $$ begin
       perform set_config('lock_timeout', '3s', true);
       alter table events detach partition ${day};
       insert into events ${waitedFor(day)};
       drop table ${day};
     end $$`,
  )
}

/** Deletes processed events before a time for which nothing waits, a little at a time. */
async function deleteUnneeded(db: Db, table: string, end: Date): Promise<void> {
  let after: { readonly xid: string; readonly id: string } | undefined = { xid: '0', id: '' }
  while (after) {
    const { rows }: { rows: { xid: string; id: string }[] } = await db.query(
      `with looked as materialized (
         select e.ctid, e.xid, e.id, e.shard, e.received_at from ${table} e
         where (e.xid, e.id) > ($1::xid8, $2) order by e.xid, e.id limit 5000
       ), deleted as (
         delete from ${table} where ctid = any(array(
           select e.ctid from looked e join shards s on s.shard = e.shard
           where e.received_at < $3 and (e.xid, e.id) <= (s.xid, s.event_id)
             and not exists (select 1 from delays d where d.event_id = e.id and d.state = 'waiting')
             and not exists (select 1 from held_events h where h.event_id = e.id)
             and not exists (select 1 from runs r where r.event_id = e.id and r.${open})))
       )
       select l.xid::text, l.id from looked l order by l.xid desc, l.id desc limit 1`,
      [after.xid, after.id, end],
    )
    after = rows[0]
  }
}

/** Deletes what was kept beside events that are gone. */
async function forgetBefore(db: Db, time: Date): Promise<void> {
  const old = {
    intake_keys: 'received_at',
    event_notes: 'at',
    trace_places: 'seen_at',
    delays: 'ended_at',
    visitor_starts: 'forget_at',
  }
  for (const [table, column] of Object.entries(old)) await deleteOlder(db, table, column, time)
}
