-- Empty the session's table of meter days, which a rehearsal does not by committing.
--
-- returns none
TRUNCATE unit
