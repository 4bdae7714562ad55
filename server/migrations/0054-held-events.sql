-- Events that could not be applied: the others of their shard went on, and these are tried again.
create table held_events (
  event_id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  stream_id text collate "C" not null,
  shard smallint not null,
  visitor_id text collate "C",
  event_at timestamptz not null,
  reason text not null,
  failures integer not null default 1,
  held_at timestamptz not null,
  not_before timestamptz not null
);
create index held_events_due on held_events (shard, not_before);
create index held_events_of_visitor on held_events (stream_id, visitor_id, event_id);
