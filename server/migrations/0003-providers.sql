create table providers (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  name text not null,
  region text not null,
  endpoint text,
  -- Everything about the credentials but their secrets, which are sealed beside.
  credentials json not null,
  sealed_secrets text,
  revision integer not null default 1,
  max_in_flight integer not null,
  state text not null default 'untested',
  last_test json,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, name)
);

create trigger providers_changed after insert or update or delete on providers
  for each statement execute function notify_config('providers');
