-- Sessions that several runs talk in, one after the other: whose turn it is, and who waits for it.
create table session_turns (
  session_id text collate "C" primary key,
  run_id text collate "C" not null,
  fence integer not null
);
create table session_waits (
  session_id text collate "C" not null,
  run_id text collate "C" not null,
  primary key (session_id, run_id)
);
