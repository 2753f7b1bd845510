-- Wait for the right to replace a community's drafts of a period, until the transaction ends.
--
-- Runs of different communities go side by side; an issue of the period waits for all of them, and they for it.
--
-- $1 community_id  bigint
-- $2 period        daterange  one month
-- returns one
--   locked  boolean
SELECT true AS locked
FROM pg_advisory_xact_lock_shared(hashtextextended('gridctl:bill:' || $2::daterange, 0)),
     pg_advisory_xact_lock(hashtextextended('gridctl:bill:' || $2::daterange || ':' || $1::bigint, 0))
