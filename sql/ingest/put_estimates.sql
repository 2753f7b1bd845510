-- Enter how missing values were made up. Of two estimates that one clock made the later holds.
--
-- $1  community_id  bigint
-- $2  meter_ids     bigint[]     one element an estimate, as in $3 to $9
-- $3  registers     smallint[]
-- $4  days          date[]
-- $5  starts_s      bigint[]     seconds since the epoch
-- $6  ends_s        bigint[]
-- $7  methods       text[]
-- $8  counts        integer[]    intervals
-- $9  wh            numeric[]    NULL: none could be made
-- $10 basis         text[]       JSON
-- $11 as_of         timestamptz  the clock of the run
-- $12 run_id        bigint       NULL: not entered into the ledger
-- returns none
INSERT INTO ingest.estimate (community_id, meter_id, register, day, starts_at, made_at, ends_at, method, interval_count,
  wh, basis, run_id)
SELECT $1::bigint, k.meter_id, k.register, k.day, to_timestamp(k.starts_s), $11::timestamptz, to_timestamp(k.ends_s), k.method,
       k.count, k.wh, k.basis::json, $12::bigint
FROM unnest($2::bigint[], $3::smallint[], $4::date[], $5::bigint[], $6::bigint[], $7::text[], $8::integer[], $9::numeric[],
            $10::text[])
  AS k (meter_id, register, day, starts_s, ends_s, method, count, wh, basis)
ON CONFLICT (community_id, meter_id, register, day, starts_at, made_at) DO UPDATE
SET ends_at = excluded.ends_at, method = excluded.method, interval_count = excluded.interval_count, wh = excluded.wh,
    basis = excluded.basis, closed_at = NULL, run_id = excluded.run_id
