create table specifications (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  -- The tealium_event of the events that it is about.
  name text not null,
  description text not null,
  attributes json not null,
  allow_others boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (stream_id, name)
);
create index specifications_of_organization on specifications (organization_id, id desc);

create trigger specifications_changed after insert or update or delete on specifications
  for each statement execute function notify_config('specifications');

comment on column event_volumes.subject is
  'A data source by its id, or a specification by its id and how an event was judged: spc_…:valid';
