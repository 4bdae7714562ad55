-- What happened per hour and subject: a stream (its events) or an automation (its runs).
create table usage_hours (
  organization_id text collate "C" not null references organizations (id),
  subject_id text collate "C" not null,
  hour timestamptz not null,
  events bigint not null default 0,
  runs bigint not null default 0,
  failures bigint not null default 0,
  calls bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_usd numeric(18, 9),
  primary key (organization_id, hour, subject_id)
);
