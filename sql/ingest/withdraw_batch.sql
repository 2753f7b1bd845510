-- Take a batch of our own out of what is believed; what it said is kept.
--
-- $1 batch_id  bigint
-- returns none
UPDATE ingest.batch SET rank = -1 WHERE batch_id = $1::bigint
