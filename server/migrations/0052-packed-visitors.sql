-- What a visitor is like is read and written as a whole, by one program: PostgreSQL need not check with
-- every event that it is JSON. What looks into it casts it.
alter table visitors alter column state type text using state::text;
