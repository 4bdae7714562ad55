-- The event log: append-only, one partition per day.
-- Its order is (xid, id): the writing transaction, then the id, which grows within a transaction.
-- A reader stops below pg_snapshot_xmin, so it never steps over a row that commits later.
create table events (
  id text collate "C" not null,
  xid xid8 not null default pg_current_xact_id(),
  shard smallint not null,
  organization_id text collate "C" not null,
  stream_id text collate "C" not null,
  received_at timestamptz not null,
  name text,
  visitor_id text,
  trace_id text,
  payload json not null,
  -- Lineage of an answer event: the run that delivered it, how deep the chain is, and every
  -- automation in the chain. Null, 0 and null for what came from outside.
  run_id text collate "C",
  depth smallint not null default 0,
  causes text[]
) partition by range (received_at);

create index events_log on events (xid, id, shard);
create index events_newest on events (stream_id, id desc);
create index events_of_trace on events (trace_id, id) where trace_id is not null;
create index events_of_run on events (run_id) where run_id is not null;

-- Takes what no day partition covers (a clock far off), so that intake never fails for lack of one.
create table events_default partition of events default;

-- The next events of the log: those behind the position of their own shard, which is null for the
-- shards of somebody else. A range scan of events_log stops at the limit; with old statistics the
-- planner would rather sort everything that is left, so it may not.
create function read_event_log(
  start_xid xid8, start_id text, shard_xids xid8[], shard_ids text[], most integer
) returns setof events language sql stable
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
  select * from events
  where (xid, id) > (start_xid, start_id)
    and xid < pg_snapshot_xmin(pg_current_snapshot())
    and (xid, id) > (shard_xids[shard + 1], shard_ids[shard + 1])
  order by xid, id
  limit most
$$;

-- How far each shard of the log is processed, and by whom. The fence grows with every new owner.
create table shards (
  shard smallint primary key,
  owner text,
  lease_until timestamptz not null default '-infinity',
  fence bigint not null default 0,
  xid xid8 not null default '0',
  event_id text collate "C" not null default ''
);
insert into shards (shard) select generate_series(0, 63);

-- Keys of intake requests that may be repeated by their sender; a repeated key stores nothing again.
create table intake_keys (
  stream_id text collate "C" not null,
  key text not null,
  received_at timestamptz not null default now(),
  primary key (stream_id, key)
);
create index intake_keys_age on intake_keys (received_at);

-- Traces that people started. Events that carry the id join it.
create table traces (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  started_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  events integer not null default 0
);
create index traces_of_organization on traces (organization_id, id desc);
create trigger traces_changed after insert or update of ended_at or delete on traces
  for each statement execute function notify_config('traces');

-- What the stream processor decided about a traced event.
create table event_notes (
  event_id text collate "C" primary key,
  at timestamptz not null default now(),
  lines json not null
);
