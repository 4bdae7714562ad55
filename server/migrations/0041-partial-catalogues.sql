-- Some of the lists of AWS could not be seen for lack of permission.
alter table model_catalogues add column is_partial boolean not null default false;
