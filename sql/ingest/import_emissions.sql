-- Add emissions of markets, or change those that are there.
--
-- $1 market      text[]
-- $2 starts_at   timestamptz[]
-- $3 interval_s  integer[]
-- $4 mg_kwh      bigint[]       milligrams a kWh
-- returns none
INSERT INTO grid.emission (market, starts_at, interval_s, g_kwh)
SELECT market, starts_at, interval_s, mg_kwh * 0.001
FROM unnest($1::text[], $2::timestamptz[], $3::integer[], $4::bigint[]) AS given (market, starts_at, interval_s, mg_kwh)
ON CONFLICT (market, starts_at) DO UPDATE
SET interval_s = excluded.interval_s, g_kwh = excluded.g_kwh
