-- What is held is listed, with the problem for which it waits and since when.
alter table held_events add column code text not null default 'event-not-applied';
create index held_events_of_organization on held_events (organization_id, event_id);
alter table pending_stitches add column code text, add column reason text, add column held_at timestamptz;
update pending_stitches
  set code = 'stitch-failed', held_at = now(), reason = 'It failed before reasons were kept here: look for its event in the log of the server.'
  where failures > 0;
create index pending_stitches_held on pending_stitches (organization_id, id) where failures > 0;
