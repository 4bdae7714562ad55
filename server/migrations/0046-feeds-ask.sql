-- What a feed asks of its events beside its condition.
alter table feeds
  add column specification_id text collate "C" references specifications (id),
  add column verdicts text[] not null default '{}',
  add column data_source_id text collate "C" references data_sources (id);
create index feeds_of_specification on feeds (specification_id) where specification_id is not null;
create index feeds_of_data_source on feeds (data_source_id) where data_source_id is not null;

comment on column event_volumes.subject is
  'A data source by its id, a specification by its id and how an event was judged (spc_…:valid), or none: events that name no data source';
