-- Visitors that are being erased, and the record that it was done. When it is done, nothing in it
-- names the visitor any more.
create table erasures (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  stream_id text collate "C" not null references streams (id),
  phase text not null,
  visitor_ids text[] not null,
  -- How far each id was processed when the visitor was removed: what came later is somebody new.
  cuts json not null default '[]',
  cut_at timestamptz,
  -- Up to which event the log is looked through, and where that began.
  cursor text collate "C" not null default '',
  first_id text collate "C",
  events bigint not null default 0,
  runs bigint not null default 0,
  requested_at timestamptz not null,
  done_at timestamptz,
  -- Whoever works on it has it until then.
  lease_until timestamptz not null default '-infinity'
);
create index erasures_of_organization on erasures (organization_id, id desc);
create index erasures_open on erasures (lease_until) where done_at is null;
