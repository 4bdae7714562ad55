-- Agents that are connected by an alias; they run at a provider.
create table agents (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  provider_id text collate "C" not null references providers (id),
  name text not null,
  description text not null default '',
  source text not null,
  alias_arn text not null,
  last_test json not null,
  -- Whether answers may be streamed; that needs a permission of the agent's own role.
  streams boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, name)
);

create index agents_by_provider on agents (provider_id);

create trigger agents_changed after insert or update or delete on agents
  for each statement execute function notify_config('agents');

create table conversations (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  agent_id text collate "C" not null references agents (id) on delete cascade,
  session_id text not null,
  title text not null default '',
  message_count integer not null default 0,
  input_tokens integer,
  output_tokens integer,
  created_at timestamptz not null,
  last_message_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  -- One message at a time: until then the agent may still be answering.
  answering_until timestamptz
);

create index conversations_of_agent on conversations (agent_id, id desc);

create table messages (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  conversation_id text collate "C" not null references conversations (id) on delete cascade,
  role text not null,
  state text not null,
  text text not null,
  -- Citations, steps of the trace, return of control and files, as they were heard.
  heard json not null,
  input_tokens integer,
  output_tokens integer,
  latency_ms integer,
  request_id text,
  problem json,
  created_at timestamptz not null
);

create index messages_of_conversation on messages (conversation_id, id);
