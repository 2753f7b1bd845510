-- Show the newest energy of each water heater that was known at a time.
--
-- $1 community_id  bigint
-- $2 as_of         timestamptz
-- returns many
--   device     text
--   energy_wh  bigint  of 24 hours, rounded to whole Wh
SELECT DISTINCT ON (device) device, round(energy_wh)::bigint AS energy_wh
FROM optimize.water_energy
WHERE community_id = $1::bigint AND ends_at <= $2::timestamptz
ORDER BY device, ends_at DESC
