create table attributes (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  name text not null,
  title text not null,
  description text not null,
  scope text not null,
  type text not null,
  steps json,
  keep_days integer,
  enrichments json not null,
  preloaded boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (stream_id, name)
);
create index attributes_of_organization on attributes (organization_id, id desc);
create index attributes_of_stream on attributes (stream_id, id desc);

create table audiences (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  name text not null,
  description text not null,
  condition json not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (stream_id, name)
);
create index audiences_of_organization on audiences (organization_id, id desc);
create index audiences_of_stream on audiences (stream_id, id desc);

-- The size of an audience, in a row per shard, so that shards do not wait for each other. It refers
-- to no audience: an audience that goes away must not stop the stream that still counts its members.
create table audience_counts (
  audience_id text collate "C" not null,
  shard smallint not null,
  members bigint not null,
  primary key (audience_id, shard)
);

create trigger attributes_changed after insert or update or delete on attributes
  for each statement execute function notify_config('attributes');
create trigger audiences_changed after insert or update or delete on audiences
  for each statement execute function notify_config('audiences');
