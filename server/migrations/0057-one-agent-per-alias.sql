-- An alias is connected once at a provider. Those that are there twice already go on as they are,
-- because automations may use each of them.
alter table agents add column is_double boolean not null default false;
update agents a set is_double = true where exists (
  select from agents b where b.organization_id = a.organization_id and b.provider_id = a.provider_id
    and b.alias_arn = a.alias_arn and b.id < a.id
);
create unique index agents_by_alias on agents (organization_id, provider_id, alias_arn) where not is_double;
