create table streams (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  account text not null,
  profile text not null,
  max_requests_per_s integer,
  created_at timestamptz not null default now(),
  -- Intake carries no credentials: account and profile alone say whose stream it is.
  unique (account, profile)
);
create index streams_of_organization on streams (organization_id, id desc);

create table feeds (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  name text not null,
  condition json not null,
  built_in boolean not null default false,
  created_at timestamptz not null default now(),
  unique (stream_id, name)
);
create index feeds_of_organization on feeds (organization_id, id desc);

create trigger streams_changed after insert or update or delete on streams
  for each statement execute function notify_config('streams');
create trigger feeds_changed after insert or update or delete on feeds
  for each statement execute function notify_config('feeds');
