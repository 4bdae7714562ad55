-- Starts for all visitors together, by slots of their period: when the last of each slot was, and how
-- many there were. So no two periods meet at a border at which twice the cap could start.
alter table overall_starts
  add column at timestamptz[] not null default '{}',
  add column counts integer[] not null default '{}';
update overall_starts set at = array[began_at], counts = array[starts];
alter table overall_starts drop column began_at, drop column starts;
