-- The service that a call was made with; '' when a step named a model itself.
alter table usage_calls add column service_id text collate "C" not null default '';
alter table usage_calls drop constraint usage_calls_pkey;
alter table usage_calls
  add primary key (organization_id, hour, automation_id, provider_id, model, agent_id, service_id);
