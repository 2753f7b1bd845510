-- Wait for the right to invoice partners, until the transaction ends.
--
-- returns one
--   locked  boolean
SELECT true AS locked
FROM pg_advisory_xact_lock(hashtextextended('gridctl:partner invoice', 0))
