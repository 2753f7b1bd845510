-- Close estimates that no longer hold.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]     one element an estimate, as in $3 to $5
-- $3 registers     smallint[]
-- $4 days          date[]
-- $5 starts_s      bigint[]     seconds since the epoch
-- $6 as_of         timestamptz  the clock of the run
-- returns none
UPDATE ingest.estimate AS e
SET closed_at = $6::timestamptz
FROM unnest($2::bigint[], $3::smallint[], $4::date[], $5::bigint[]) AS k (meter_id, register, day, starts_s)
WHERE e.community_id = $1::bigint AND e.meter_id = k.meter_id AND e.register = k.register AND e.day = k.day
  AND e.starts_at = to_timestamp(k.starts_s) AND e.closed_at IS NULL
