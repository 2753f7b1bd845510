-- List how missing values of a meter's day were made up, those that no longer hold too. Order: register, made, start.
--
-- $1 meter_id  bigint
-- $2 day       date
-- returns many
--   register        smallint
--   starts_s        bigint    seconds since the epoch
--   ends_s          bigint
--   made_s          bigint
--   method          text
--   interval_count  integer
--   wh              text      NULL: none could be made
--   mwh             bigint    the same in mWh
--   basis           text      JSON
--   closed_s        bigint    NULL: it holds
SELECT register, extract(epoch FROM starts_at)::bigint AS starts_s, extract(epoch FROM ends_at)::bigint AS ends_s,
       extract(epoch FROM made_at)::bigint AS made_s, method, interval_count, wh::text AS wh,
       round(wh * 1000)::bigint AS mwh, basis::text AS basis,
       extract(epoch FROM closed_at)::bigint AS closed_s
FROM ingest.estimate
WHERE meter_id = $1::bigint AND day = $2::date
ORDER BY register, made_at, starts_at
