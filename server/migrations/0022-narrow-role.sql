-- Whether an assumed role is narrowed to what the call at hand needs.
alter table providers add column narrow_role boolean not null default false;
