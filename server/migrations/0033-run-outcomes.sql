-- How runs ended and how often they were tried again, by hour: so that months of runs are summed up
-- without reading one of them.
create table run_outcomes (
  organization_id text collate "C" not null references organizations (id),
  automation_id text collate "C" not null,
  hour timestamptz not null,
  -- The state in which runs ended; 'retried' when a try failed and another one follows.
  outcome text collate "C" not null,
  -- '' when nothing was wrong.
  problem_code text collate "C" not null,
  -- A class of latencies, four to each doubling.
  latency smallint not null,
  count bigint not null,
  primary key (organization_id, automation_id, hour, outcome, problem_code, latency)
) with (fillfactor = 70);
