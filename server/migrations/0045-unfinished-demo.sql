-- A first start that was killed leaves a part of its demo; the next start goes on with it.
alter table organizations add column demo_unfinished boolean not null default false;
