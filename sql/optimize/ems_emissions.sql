-- Show what a kWh of a market's grid emits by quarter of an hour.
--
-- $1 market  text
-- $2 first   timestamptz
-- $3 stop    timestamptz  excluded
-- returns many
--   start_s  bigint   seconds since 1970
--   value    integer  mg of CO2 equivalent a kWh
SELECT extract(epoch FROM q.starts_at)::bigint AS start_s, (e.g_kwh * 1000)::integer AS value
FROM grid.emission AS e
CROSS JOIN LATERAL (SELECT e.starts_at + k * interval '15 min' AS starts_at
                    FROM generate_series(0, e.interval_s / 900 - 1) AS k) AS q
WHERE e.market = $1::text AND e.starts_at > $2::timestamptz - interval '1 hour' AND e.starts_at < $3::timestamptz
  AND q.starts_at >= $2::timestamptz AND q.starts_at < $3::timestamptz
ORDER BY q.starts_at
