-- An id that was stitched into another visitor, or that is another name of it, is a row without a
-- state of its own that leads there. It may lead to a row that leads on.
alter table visitors add column stitched_into text collate "C";
create index visitors_stitched on visitors (stream_id, stitched_into) where stitched_into is not null;

-- Visitors that an event gave an id which may belong to another one. Written with the event, and
-- done after it in a transaction of its own, because the other visitor may be of any shard.
create table pending_stitches (
  id bigint generated always as identity primary key,
  organization_id text collate "C" not null,
  stream_id text collate "C" not null,
  visitor_id text collate "C" not null,
  value text collate "C" not null,
  event_id text collate "C" not null,
  event_at timestamptz not null,
  depth smallint not null,
  causes text[] not null
);
