create table data_sources (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  name text not null,
  description text not null,
  platform text not null,
  -- What its events carry as tealium_datasource.
  key text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (stream_id, key),
  unique (stream_id, name)
);
create index data_sources_of_organization on data_sources (organization_id, id desc);

create trigger data_sources_changed after insert or update or delete on data_sources
  for each statement execute function notify_config('data_sources');

-- Events per hour of what they carry: a data source, by its id. It refers to none: one that goes away
-- must not stop the stream that still counts it.
create table event_volumes (
  stream_id text collate "C" not null,
  subject text collate "C" not null,
  hour timestamptz not null,
  events bigint not null,
  last_at timestamptz not null,
  primary key (stream_id, subject, hour)
);

-- Keys that events carry and that belong to no data source. The senders choose them and carry no
-- credentials, so there are only so many rows of a stream.
create table unknown_sources (
  stream_id text collate "C" not null,
  key text not null,
  events bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (stream_id, key)
);
