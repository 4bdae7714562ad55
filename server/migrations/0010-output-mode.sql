-- How the shape of an answer was asked for; null where there is no choice.
alter table attempts add column output_mode text;
update attempts set output_mode = 'prompted' where raw is not null;
