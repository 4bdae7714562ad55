-- Calls and what they cost are counted one by one in usage_calls, and nowhere else.
alter table usage_hours drop column calls, drop column input_tokens, drop column output_tokens, drop column cost_usd;
