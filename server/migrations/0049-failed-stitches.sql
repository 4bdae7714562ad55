-- A stitch that fails steps back behind the others and is tried again later.
alter table pending_stitches add column failures integer not null default 0, add column not_before timestamptz;
