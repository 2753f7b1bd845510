-- Forget the rejected rows of a dump that is read again.
--
-- $1 batch_id  bigint
-- returns none
DELETE FROM ingest.reject WHERE batch_id = $1::bigint
