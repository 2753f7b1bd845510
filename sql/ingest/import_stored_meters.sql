-- Show what the registry says of some meters.
--
-- $1 meters  text[]  codes
-- returns many
--   meter       text     code
--   interval_s  integer  seconds between two readings
--   kind        text     household, plant or charger
--   limit_w     bigint   greatest mean power in W that is believed; NULL: the default
SELECT meter, interval_s, kind, limit_w
FROM grid.meter
WHERE meter = ANY ($1::text[])
