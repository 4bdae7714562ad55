-- Calls before 0048: a price that is known makes a cost even of 0 tokens, so hours without tokens and
-- with answers that have no cost are of calls that told none.
update usage_calls set uncounted = unpriced
where input_tokens = 0 and output_tokens = 0 and unpriced > 0;
