-- Find where a device is declared, and whether it may be switched.
--
-- $1 device  text
-- $2 as_of   timestamptz
-- returns many
--   community_id  bigint   NULL: its meter is a member of no community on the local day
--   power_w       bigint
--   essential     boolean
SELECT c.community_id, d.power_w, d.essential
FROM grid.device AS d
LEFT JOIN (grid.membership AS s JOIN grid.community AS c USING (community_id))
  ON s.meter_id = d.meter_id AND s.during @> ($2::timestamptz AT TIME ZONE c.zone)::date
WHERE d.device = $1::text AND d.during @> ($2::timestamptz AT TIME ZONE coalesce(c.zone, 'UTC'))::date
ORDER BY c.community_id
LIMIT 1
