-- What people set: requests and tokens per minute, calls in flight, the same for single models.
alter table providers add column limits json not null
  default '{"requests_per_minute":null,"tokens_per_minute":null,"in_flight":null,"models":[]}';

-- What is left of a limit now, and what was learned from refusals. Of a whole provider (target '')
-- or of one model, flow or agent on it. Workers take slices out of it, not single calls.
create table limit_buckets (
  provider_id text collate "C" not null references providers (id) on delete cascade,
  target text collate "C" not null,
  requests float8,
  tokens float8,
  filled_at timestamptz,
  -- {perMinute, peak, cutAt}
  learned_requests json,
  learned_tokens json,
  blocked_until timestamptz,
  primary key (provider_id, target)
) with (fillfactor = 50);

-- Calls in flight that each worker has taken for itself.
create table limit_slots (
  provider_id text collate "C" not null,
  target text collate "C" not null,
  worker_id text collate "C" not null,
  slots integer not null,
  primary key (provider_id, target, worker_id),
  foreign key (provider_id, target) references limit_buckets (provider_id, target) on delete cascade
);

-- A claim looks for due runs by automation, so that one with many cannot hold up the others.
drop index runs_due;
create index runs_due on runs (lane, automation_id, due_at) where due_at is not null;
