-- Who events are about. The state is one JSON document that only the stream processor writes.
create table visitors (
  stream_id text collate "C" not null,
  id text collate "C" not null,
  organization_id text collate "C" not null,
  shard smallint not null,
  state json not null,
  -- When time alone may change it; often too early, so that an event need not touch the index.
  due_at timestamptz,
  primary key (stream_id, id)
) with (fillfactor = 70);
create index visitors_due on visitors (shard, due_at) where due_at is not null;

-- Who is in which audience now.
create table audience_members (
  audience_id text collate "C" not null,
  visitor_id text collate "C" not null,
  joined_at timestamptz not null,
  primary key (audience_id, visitor_id)
);

-- The audience whose moment started a run, and what its visitor was like at that moment.
alter table runs add column audience_id text collate "C";
create table run_visitors (
  run_id text collate "C" primary key,
  profile json not null
);
