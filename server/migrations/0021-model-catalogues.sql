-- What AWS listed as models of a provider, so that a menu does not ask AWS each time.
create table model_catalogues (
  provider_id text collate "C" primary key references providers (id) on delete cascade,
  -- Of the provider that was asked: another region or other credentials offer other models.
  revision integer not null,
  models json not null,
  read_at timestamptz not null
);
