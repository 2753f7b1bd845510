-- Enter what became of a dump's rejected values that were tried again.
--
-- $1 batch_id  bigint
-- $2 loaded    bigint  values that are loaded now
-- $3 repeated  bigint  values that the dump had said already
-- $4 passed    bigint  values in order that are not kept
-- $5 conflict  bigint  values that replaced others of the dump
-- returns none
UPDATE ingest.batch
SET loaded_count = loaded_count + $2::bigint, repeated_count = repeated_count + $3::bigint,
    passed_count = passed_count + $4::bigint,
    rejected_count = rejected_count - $2::bigint - $3::bigint - $4::bigint,
    conflict_count = conflict_count + $5::bigint
WHERE batch_id = $1::bigint
