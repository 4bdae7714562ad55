-- Starts that wait for their time. Rows, not timers: they outlive every process, and whoever owns
-- the shard of their visitor starts them. Those that have ended stay as long as events are kept.
create table delays (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  automation_id text collate "C" not null references automations (id),
  stream_id text collate "C" not null,
  shard smallint not null,
  visitor_id text collate "C",
  -- The trigger as it was: moment is joined, left, visit_start or visit_end, and null for an event.
  feed_id text collate "C",
  audience_id text collate "C",
  moment text,
  event_id text collate "C" not null,
  event_at timestamptz not null,
  depth smallint not null,
  causes text[] not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'waiting',
  ended_at timestamptz,
  reason text,
  run_id text collate "C"
);
create index delays_due on delays (shard, due_at) where state = 'waiting';
-- What a visitor does again moves the start that waits already.
create unique index delays_of_moment on delays (automation_id, stream_id, visitor_id)
  where state = 'waiting' and moment is not null;
create index delays_newest on delays (organization_id, id desc);
create index delays_of_automation on delays (automation_id, id desc);
create index delays_of_visitor on delays (stream_id, visitor_id, id desc);
create index delays_of_event on delays (event_id);
create index delays_ended on delays (ended_at) where ended_at is not null;

-- Time adds notes to the event that it is due to, after those of its own.
alter table event_notes drop constraint event_notes_pkey;
create index event_notes_of_event on event_notes (event_id);
