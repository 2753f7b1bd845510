-- Add meters, or change those that are there.
--
-- $1 meter       text[]     codes
-- $2 interval_s  integer[]  seconds between two readings
-- $3 kind        text[]     household, plant or charger
-- $4 limit_w     bigint[]   greatest mean power in W that is believed; NULL: the default
-- returns none
INSERT INTO grid.meter (meter, interval_s, kind, limit_w)
SELECT meter, interval_s, kind, limit_w
FROM unnest($1::text[], $2::integer[], $3::text[], $4::bigint[]) AS given (meter, interval_s, kind, limit_w)
ON CONFLICT (meter) DO UPDATE
SET interval_s = excluded.interval_s, kind = excluded.kind, limit_w = excluded.limit_w
