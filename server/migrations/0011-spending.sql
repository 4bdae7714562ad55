-- Prices in USD per million tokens that win over the built-in list.
create table prices (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  model text not null,
  input numeric(12, 6) not null,
  output numeric(12, 6) not null,
  cache_read numeric(12, 6),
  cache_write numeric(12, 6),
  updated_at timestamptz not null default now(),
  unique (organization_id, model)
);
create trigger prices_changed after insert or update or delete on prices
  for each statement execute function notify_config('prices');

-- Bedrock calls per hour and everything that they can be counted by. What a call does not have is ''.
create table usage_calls (
  organization_id text collate "C" not null references organizations (id),
  hour timestamptz not null,
  automation_id text collate "C" not null,
  provider_id text collate "C" not null,
  model text collate "C" not null,
  agent_id text collate "C" not null,
  calls bigint not null,
  failures bigint not null,
  cached bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  cost_usd numeric(18, 9),
  -- Answered calls whose cost is unknown.
  unpriced bigint not null,
  primary key (organization_id, hour, automation_id, provider_id, model, agent_id)
);

create table budgets (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  name text not null,
  scope text not null,
  -- The provider or automation; '' when the whole organization is counted.
  subject_id text collate "C" not null,
  period text not null,
  amount_usd numeric(18, 9) not null,
  fallback_input numeric(12, 6),
  fallback_output numeric(12, 6),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, name)
);
create trigger budgets_changed after insert or update or delete on budgets
  for each statement execute function notify_config('budgets');

create table budget_periods (
  budget_id text collate "C" not null references budgets (id) on delete cascade,
  starts_on date not null,
  spent_usd numeric(18, 9) not null default 0,
  reserved_usd numeric(18, 9) not null default 0,
  warned_at timestamptz,
  primary key (budget_id, starts_on)
);

-- Money that is held for a call in flight, so that calls of other workers cannot spend it too.
create table budget_holds (
  attempt_id text collate "C" not null,
  budget_id text collate "C" not null references budgets (id) on delete cascade,
  starts_on date not null,
  worker_id text collate "C" not null,
  amount_usd numeric(18, 9) not null,
  primary key (attempt_id, budget_id)
);
create index budget_holds_of_worker on budget_holds (worker_id);
