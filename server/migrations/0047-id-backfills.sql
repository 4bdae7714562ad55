-- Attributes of ids for which the visitors of their stream are looked through, because they may have
-- such values already: of the time before ids stitched, or of a deleted attribute of this name.
create table id_backfills (
  attribute_id text collate "C" primary key references attributes (id) on delete cascade,
  -- The last visitor that was looked at.
  after text collate "C" not null default ''
);
insert into id_backfills (attribute_id) select id from attributes where type = 'visitor_id';

-- Whether the stitch comes of such a look: nobody joins an audience by new attributes, so it starts nothing.
alter table pending_stitches add column filled boolean not null default false;
