-- Runs that wait for another try and may not get one in time, because their lane is closed or its limits
-- let nothing begin. A run has its deadline from its first attempt on, so most are never in here.
create index runs_expiring on runs (deadline_at) where due_at is not null and deadline_at is not null;
