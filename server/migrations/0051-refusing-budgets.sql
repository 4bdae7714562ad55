-- When a budget last had no room for a call; null once it has had room for one again.
alter table budget_periods add column refused_at timestamptz;
