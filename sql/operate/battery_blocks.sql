-- Read what a battery's meter says of it. Order: day.
--
-- $1 communities  bigint[]
-- $2 meter_id     bigint
-- $3 first_day    date
-- $4 last_day     date      included
-- returns many
--   day         date
--   register    smallint   5 charge, 6 discharge, 7 level
--   exponent    smallint
--   wh          integer[]
SELECT day, register, exponent, wh
FROM grid.interval_block
WHERE community_id = ANY ($1::bigint[]) AND meter_id = $2::bigint AND register IN (5, 6, 7)
  AND day BETWEEN $3::date AND $4::date
ORDER BY day
