-- List the estimates of meters that hold. Order: meter, register, day, start.
--
-- $1 community_id  bigint
-- $2 meter_ids     bigint[]
-- returns many
--   meter_id        bigint
--   register        smallint
--   day             date
--   starts_s        bigint    seconds since the epoch
--   ends_s          bigint
--   method          text
--   interval_count  integer
--   wh              text      NULL: none could be made
--   basis           text      JSON
SELECT meter_id, register, day, extract(epoch FROM starts_at)::bigint AS starts_s,
       extract(epoch FROM ends_at)::bigint AS ends_s, method, interval_count, wh::text AS wh, basis::text AS basis
FROM ingest.estimate
WHERE community_id = $1::bigint AND meter_id = ANY ($2::bigint[]) AND closed_at IS NULL
ORDER BY meter_id, register, day, starts_at
