-- Show a market's prices by quarter of an hour.
--
-- $1 market  text
-- $2 first   timestamptz
-- $3 stop    timestamptz  excluded
-- returns many
--   start_s  bigint   seconds since 1970
--   value    integer  hundredths of EUR a MWh
SELECT extract(epoch FROM starts_at)::bigint AS start_s, (eur_mwh * 100)::integer AS value
FROM grid.market_quarter($1::text, $2::timestamptz, $3::timestamptz)
ORDER BY starts_at
