-- The order in which lines of a trace were first seen by somebody who follows it: a line can tell of
-- a time that is over already, and whoever comes back must not miss it. A line is a hash of what it says.
create table trace_places (
  trace_id text collate "C" not null references traces (id),
  line bytea not null,
  place integer not null,
  seen_at timestamptz not null,
  primary key (trace_id, line)
);
create index trace_places_old on trace_places (seen_at);
