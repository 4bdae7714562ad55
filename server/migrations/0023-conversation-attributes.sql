-- What the action groups of the agent are handed with the first message of a conversation.
alter table conversations add column session_attributes jsonb not null default '{}';
