-- The audiences of a stream have changed: all its visitors are put into them anew, a few at a time, in
-- the order of their ids. One row per stream; it outlives whoever works on it.
create table audience_fills (
  stream_id text collate "C" primary key references streams (id),
  -- Of the audiences that the visitors are held against. Another one: it begins again.
  revision text not null,
  -- The audiences that changed.
  audience_ids text[] not null,
  -- The last visitor that was looked at, and how many were.
  after text collate "C" not null default '',
  done bigint not null default 0,
  -- Visitors of the stream when it began; null until somebody works on it.
  total bigint,
  total_is_estimate boolean not null default false,
  began_at timestamptz not null,
  finished_at timestamptz
);
create index audience_fills_open on audience_fills (stream_id) where finished_at is null;

-- The fills whose audiences a processor goes by: none is worked on before all processors know it,
-- because one that does not would put visitors back where they were.
alter table processors add column knows text[] not null default '{}';
