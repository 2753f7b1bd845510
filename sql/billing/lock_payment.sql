-- Wait for the right to collect or to enter payments, until the transaction ends.
--
-- returns one
--   locked  boolean
SELECT true AS locked
FROM pg_advisory_xact_lock(hashtextextended('gridctl:payment', 0))
