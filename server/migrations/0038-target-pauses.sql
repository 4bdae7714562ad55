-- Models, prompts, flows and agents that AWS denies to a provider. The runs that need one wait in a lane
-- of their own, named like this row, where nobody claims them.
create table target_pauses (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  provider_id text collate "C" not null references providers (id) on delete cascade,
  -- As the steps name it, with the guardrail that is called along with it; '' for none.
  target text not null,
  guardrail text not null,
  problem json not null,
  since timestamptz not null,
  -- When one of the runs is let through to see whether it is denied still, and how often that was done.
  retest_at timestamptz not null,
  retests integer not null default 0,
  probe_run_id text collate "C",
  -- Set once the target works again; the row goes when the last of its runs has gone on.
  resumed_at timestamptz
);
create unique index target_pauses_active on target_pauses (provider_id, target, guardrail)
  where resumed_at is null;
create index target_pauses_of_organization on target_pauses (organization_id, id desc);
create trigger target_pauses_changed after insert or update or delete on target_pauses
  for each statement execute function notify_config('target_pauses');
