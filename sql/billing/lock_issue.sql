-- Wait for the right to issue the drafts of a period, until the transaction ends.
--
-- $1 period  daterange  one month
-- returns one
--   locked  boolean
SELECT true AS locked
FROM pg_advisory_xact_lock(hashtextextended('gridctl:bill:' || $1::daterange, 0))
