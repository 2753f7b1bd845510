-- Enter what became of a dump's rows.
--
-- $1 batch_id        bigint
-- $2 read_count      bigint
-- $3 loaded_count    bigint
-- $4 rejected_count  bigint
-- $5 repeated_count  bigint  equal lines for the same interval
-- $6 conflict_count  bigint  lines that replaced an earlier one of the dump
-- $7 passed_count    bigint  values in order that are not kept
-- $8 layout          text    how the dump is written, and remarks on it
-- $9 received_us     bigint  microseconds since the epoch
-- returns none
UPDATE ingest.batch
SET read_count = $2::bigint, loaded_count = $3::bigint, rejected_count = $4::bigint, repeated_count = $5::bigint,
    conflict_count = $6::bigint, passed_count = $7::bigint, layout = $8::text,
    received_at = timestamptz 'epoch' + $9::bigint * interval '1 microsecond'
WHERE batch_id = $1::bigint
