-- List the meter days that are being made again though their meter is no member any more; no community counts them.
--
-- $1 community_id  bigint
-- returns many
--   meter_id  bigint
--   day       date
SELECT u.meter_id, u.day
FROM unit AS u
LEFT JOIN grid.membership AS s
  ON s.community_id = $1::bigint AND s.meter_id = u.meter_id AND s.during @> u.day
WHERE s.meter_id IS NULL
