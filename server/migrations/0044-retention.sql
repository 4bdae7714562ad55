-- What is older than it is kept is looked for every hour.
create index usage_hours_by_hour on usage_hours (hour);
create index usage_calls_by_hour on usage_calls (hour);
create index run_outcomes_by_hour on run_outcomes (hour);
create index event_volumes_by_hour on event_volumes (hour);
