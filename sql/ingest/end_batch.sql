-- Enter what became of a dump's rows.
--
-- $1 batch_id        bigint
-- $2 read_count      bigint
-- $3 loaded_count    bigint
-- $4 rejected_count  bigint
-- $5 repeated_count  bigint  equal lines for the same interval
-- $6 conflict_count  bigint  lines that replaced an earlier one of the dump
-- returns none
UPDATE ingest.batch
SET read_count = $2::bigint, loaded_count = $3::bigint, rejected_count = $4::bigint, repeated_count = $5::bigint,
    conflict_count = $6::bigint
WHERE batch_id = $1::bigint
