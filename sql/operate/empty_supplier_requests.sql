-- Empty the session's table of requests, which a rehearsal does not by committing.
--
-- returns none
TRUNCATE pg_temp.supplier_request
