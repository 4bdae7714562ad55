-- Worker processes that are alive. A worker whose lease has lapsed loses its runs to the others.
create table workers (
  id text collate "C" primary key,
  started_at timestamptz not null default now(),
  lease_until timestamptz not null
);

-- The history of executions, and at the same time the queue: a run with a due_at is waiting for a worker.
create table runs (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  automation_id text collate "C" not null references automations (id),
  version_id text collate "C" not null references automation_versions (id),
  state text not null default 'queued',
  -- Runs queue per lane, the provider that their next step needs, so that a busy provider holds up nobody else.
  lane text collate "C" not null,
  due_at timestamptz,
  worker_id text collate "C",
  fence integer not null default 0,
  losses smallint not null default 0,
  cancel_requested boolean not null default false,
  -- Where it stands: index of the step, and its failed attempts and throttled waits so far.
  step smallint not null default 0,
  failures smallint not null default 0,
  throttles smallint not null default 0,
  trigger_type text not null,
  feed_id text collate "C",
  stream_id text collate "C",
  event_id text collate "C",
  event_at timestamptz,
  visitor_id text,
  depth smallint not null default 0,
  causes text[] not null default '{}',
  replay_of text collate "C",
  created_at timestamptz not null default now(),
  started_at timestamptz,
  deadline_s integer not null,
  deadline_at timestamptz,
  finished_at timestamptz,
  input_tokens integer,
  output_tokens integer,
  cost_usd numeric(18, 9),
  problem json,
  problem_code text
) with (fillfactor = 80);

create index runs_due on runs (lane, due_at) where due_at is not null;
create index runs_held on runs (worker_id) where worker_id is not null;
create index runs_newest on runs (organization_id, id desc);
create index runs_of_automation on runs (automation_id, id desc);
create index runs_of_event on runs (event_id) where event_id is not null;
create index runs_with_problem on runs (organization_id, finished_at) where problem_code is not null;

-- One try of one step. Inserted with the raw answer, before anything is done with it.
create table attempts (
  run_id text collate "C" not null,
  id text collate "C" not null,
  step_id text not null,
  kind text not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  latency_ms integer,
  request json,
  raw json,
  input_tokens integer,
  output_tokens integer,
  cost_usd numeric(18, 9),
  problem json,
  delivery json,
  primary key (run_id, id)
);

-- How a step ended, and what it gave to the steps after it.
create table step_runs (
  run_id text collate "C" not null,
  step_id text not null,
  attempt_id text collate "C",
  state text not null,
  output json,
  repaired boolean not null default false,
  delivery json,
  finished_at timestamptz not null default now(),
  primary key (run_id, step_id)
);
