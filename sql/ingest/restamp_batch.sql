-- Give a known dump the earlier time of reception and its name then.
--
-- $1 batch_id     bigint
-- $2 file         text
-- $3 received_us  bigint  microseconds since the epoch
-- returns none
UPDATE ingest.batch
SET file = $2::text, received_at = timestamptz 'epoch' + $3::bigint * interval '1 microsecond'
WHERE batch_id = $1::bigint
