-- When a paused provider is tested again without anybody asking, and how often that was done.
alter table providers
  add column retest_at timestamptz,
  add column retests integer not null default 0;
update providers set retest_at = now() where pause is not null;
create index providers_to_retest on providers (retest_at) where retest_at is not null;
