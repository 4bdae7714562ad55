-- Which ways of asking for an answer a model refused, and until when that is believed. It holds
-- nothing of any organization: what is refused is a matter between AWS and its model.
create table answer_refusals (
  place text not null,
  model text not null,
  rung text not null,
  -- The fingerprint of one schema, or empty when the model refuses any.
  schema text not null default '',
  said text not null,
  expires_at timestamptz not null,
  primary key (place, model, rung, schema)
);

create trigger answer_refusals_changed after insert or update or delete on answer_refusals
  for each statement execute function notify_config('answer_refusals');
