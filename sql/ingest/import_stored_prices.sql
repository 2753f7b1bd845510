-- Show the prices of some markets that may touch a file's: an hour before its first start, until its last and an hour on.
--
-- $1 markets  text[]
-- $2 first    timestamptz
-- $3 last     timestamptz
-- returns many
--   market      text
--   start_s     bigint   seconds since 1970-01-01T00:00:00Z
--   interval_s  integer
--   units       bigint   hundredths of a EUR a MWh
SELECT market, extract(epoch FROM starts_at)::bigint AS start_s, interval_s, (eur_mwh * 100)::bigint AS units
FROM grid.price
WHERE market = ANY ($1::text[])
  AND starts_at > $2::timestamptz - interval '1 hour' AND starts_at < $3::timestamptz + interval '1 hour'
