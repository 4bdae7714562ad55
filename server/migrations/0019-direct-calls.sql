-- Processes that call without taking runs, for people, are here as well: what is held in the name of
-- nobody alive is given back.
alter table workers add column takes_runs boolean not null default true;
