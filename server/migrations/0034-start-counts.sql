-- When automations that have a cap have started for a visitor. A row only where there is a cap, so
-- that streams without caps neither read nor write here, and visitors do not grow.
create table visitor_starts (
  stream_id text collate "C" not null,
  visitor_id text collate "C" not null,
  automation_id text collate "C" not null,
  starts timestamptz[] not null,
  -- From then on the row says nothing any more; null: never.
  forget_at timestamptz,
  primary key (stream_id, visitor_id, automation_id)
);
create index visitor_starts_old on visitor_starts (forget_at) where forget_at is not null;

-- How often automations with a cap over all visitors have started since their period began.
create table overall_starts (
  automation_id text collate "C" primary key references automations (id),
  began_at timestamptz not null,
  starts integer not null
);
