create table services (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  -- A provider that a service uses cannot be deleted.
  provider_id text collate "C" not null references providers (id),
  name text not null,
  description text not null,
  model text not null,
  inference json not null,
  guardrail json,
  price json,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, name)
);
create index services_of_provider on services (provider_id);

create trigger services_changed after insert or update or delete on services
  for each statement execute function notify_config('services');
