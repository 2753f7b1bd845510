-- No meter measures two flexible devices.
--
-- returns many
--   community_id  bigint
--   meter_id      bigint
SELECT community_id, meter_id
FROM grid.flexible_device
WHERE meter_id IS NOT NULL
GROUP BY community_id, meter_id
HAVING count(*) > 1
