-- List the meters that measure piloted devices and nothing else.
--
-- $1 community_id  bigint
-- returns many
--   meter_id  bigint
SELECT DISTINCT meter_id
FROM grid.flexible_device
WHERE community_id = $1::bigint AND is_piloted AND meter_id IS NOT NULL
