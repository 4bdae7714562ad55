-- Why nothing is called through a provider until its test passes: a problem, since when, and what it was.
alter table providers add column pause json;
