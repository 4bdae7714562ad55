create table automations (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  name text not null,
  draft json not null,
  published_id text collate "C",
  paused boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index automations_of_organization on automations (organization_id, id desc);

-- A published version never changes.
create table automation_versions (
  id text collate "C" primary key,
  automation_id text collate "C" not null references automations (id),
  number integer not null,
  definition json not null,
  published_at timestamptz not null default now(),
  unique (automation_id, number)
);
alter table automations add foreign key (published_id) references automation_versions (id);

create trigger automations_changed after insert or update or delete on automations
  for each statement execute function notify_config('automations');
