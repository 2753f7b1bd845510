-- Show how far a battery was replayed: the last day before a period, the level it ended with, and the last day of all.
--
-- $1 battery_id  bigint
-- $2 first_day   date    of the period
-- returns one
--   day_before  date    NULL: none
--   end_mwh     bigint  at its end: what the meter says, else what was replayed; NULL: none
--   last_day    date    NULL: none
SELECT max(day) FILTER (WHERE day < $2::date) AS day_before,
       (((array_agg(coalesce(metered_wh, end_wh) ORDER BY day DESC) FILTER (WHERE day < $2::date))[1]) * 1000)::bigint AS end_mwh,
       max(day) AS last_day
FROM operate.battery_day
WHERE battery_id = $1::bigint
