-- A second access key beside the one in use: the next one before a switch, the last one after it.
alter table providers
  add column key_entered_at timestamptz,
  add column spare_key json,
  add column spare_sealed text,
  add column spare_entered_at timestamptz,
  add column spare_test json;

-- Nobody knows it better for keys that are there already: they are not older than that here.
update providers set key_entered_at = created_at where credentials ->> 'access_key_id' is not null;
