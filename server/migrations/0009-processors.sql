-- Stream processors that are alive, so that each can tell its fair share of the shards; one that
-- waits for shards holds none and is seen only here.
create table processors (
  id text collate "C" primary key,
  lease_until timestamptz not null
);
