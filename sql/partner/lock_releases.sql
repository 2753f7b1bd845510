-- Wait until no other package is being decided on, and hold others off until the transaction ends.
--
-- returns one
--   locked  void
SELECT pg_advisory_xact_lock(hashtextextended('gridctl:partner releases', 0)) AS locked
