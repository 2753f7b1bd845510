-- Show a market's prices by quarters of an hour.
--
-- $1 market  text
-- $2 first   timestamptz
-- $3 stop    timestamptz  excluded
-- returns many
--   start_s           bigint  seconds since 1970-01-01T00:00:00Z
--   price_hundredths  bigint  hundredths of a EUR a MWh
SELECT extract(epoch FROM starts_at)::bigint AS start_s, (eur_mwh * 100)::bigint AS price_hundredths
FROM grid.market_quarter($1::text, $2::timestamptz, $3::timestamptz)
