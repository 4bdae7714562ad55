-- Tries to sign in, counted for all processes together. What a crash of the database forgets is a minute of counting.
create unlogged table sign_in_tries (
  address text primary key,
  since timestamptz not null,
  tries int not null
);

-- Tells every process at once that what it knows of API keys is out of date.
create function notify_keys() returns trigger language plpgsql as $$
begin
  perform pg_notify('keys', '');
  return null;
end
$$;
create trigger api_keys_changed after insert or delete on api_keys
  for each statement execute function notify_keys();
