-- Take the session's advisory lock of a name, or say that another session holds it.
--
-- $1 name  text  what is locked
-- returns one
--   locked  boolean
SELECT pg_try_advisory_lock(hashtextextended($1::text, 0)) AS locked
