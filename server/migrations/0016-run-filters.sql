-- What a page of filtered runs is read from. runs_newest is enough for filters that most runs meet;
-- these are for the few among a million.
create index runs_of_visitor on runs (organization_id, visitor_id, id desc) where visitor_id is not null;
create index runs_of_problem on runs (organization_id, problem_code, id desc) where problem_code is not null;
-- Entries of the first leave with the end of a run, those of the second are for the rarer ends: a
-- run that simply succeeds costs no lasting entry in either.
create index runs_not_ended on runs (organization_id, state, id desc)
  where state in ('queued', 'running', 'waiting');
create index runs_ended_otherwise on runs (organization_id, state, id desc)
  where state in ('succeeded_with_defaults', 'failed', 'cancelled', 'timed_out');
