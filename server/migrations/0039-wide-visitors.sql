-- A visitor of two to four kilobytes stays in its row as it is: compressing it with every event
-- costs more time than the bytes are worth.
alter table visitors set (toast_tuple_target = 4080);
