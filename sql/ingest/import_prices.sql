-- Add prices of markets, or change those that are there.
--
-- $1 market            text[]
-- $2 starts_at         timestamptz[]
-- $3 interval_s        integer[]
-- $4 price_hundredths  bigint[]  hundredths of a EUR a MWh
-- returns none
INSERT INTO grid.price (market, starts_at, interval_s, eur_mwh)
SELECT market, starts_at, interval_s, price_hundredths * 0.01
FROM unnest($1::text[], $2::timestamptz[], $3::integer[], $4::bigint[]) AS given (market, starts_at, interval_s, price_hundredths)
ON CONFLICT (market, starts_at) DO UPDATE
SET interval_s = excluded.interval_s, eur_mwh = excluded.eur_mwh
