-- Answered calls that told no tokens, as flows do: their sums are not known, and not 0.
alter table usage_calls add column uncounted bigint not null default 0;
