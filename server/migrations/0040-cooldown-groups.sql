create table cooldown_groups (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  name text not null,
  period_hours integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, name)
);
create index cooldown_groups_of_organization on cooldown_groups (organization_id, id desc);
create trigger cooldown_groups_changed after insert or update or delete on cooldown_groups
  for each statement execute function notify_config('cooldown_groups');

-- What starts is counted for an automation with a cap, and for the cooldown group that it is in.
alter table visitor_starts rename column automation_id to subject_id;
