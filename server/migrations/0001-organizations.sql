-- The tenant. Everything below belongs to exactly one organization.
create table organizations (
  id text collate "C" primary key,
  name text not null,
  created_at timestamptz not null default now()
);

-- Tells every process that configuration changed, and which kind, so that caches are read again.
create function notify_config() returns trigger language plpgsql as $$
begin
  perform pg_notify('config', tg_argv[0]);
  return null;
end
$$;
