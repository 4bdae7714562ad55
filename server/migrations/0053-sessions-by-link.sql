-- Whether a session began with a one-time link: for a while it may set a new password without the old one.
alter table sessions add column by_link boolean not null default false;
