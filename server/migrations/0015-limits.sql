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

-- Answers that steps have asked to be kept, by a hash of everything that they depend on.
create table cached_answers (
  organization_id text collate "C" not null references organizations (id),
  key bytea not null,
  raw json not null,
  -- Roughly: the characters of the answer.
  size integer not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, key)
);
create index cached_answers_expiry on cached_answers (expires_at);

-- An answer that came out of the cache: no call was made for it.
alter table attempts add column cached boolean not null default false;

-- A hold that is settled stays for a while, so that a settlement that is committed twice counts once.
alter table budget_holds add column settled_at timestamptz;
drop index budget_holds_of_worker;
create index budget_holds_open on budget_holds (worker_id) where settled_at is null;
create index budget_holds_settled on budget_holds (settled_at) where settled_at is not null;
