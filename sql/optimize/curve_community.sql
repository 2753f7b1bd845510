-- Show a community's code and zone, and how many of its piloted devices no meter measures alone.
--
-- $1 community_id  bigint
-- returns many
--   community  text
--   zone       text     IANA name
--   metered    integer
--   unmetered  integer
SELECT c.community, c.zone, count(d.device) FILTER (WHERE d.meter_id IS NOT NULL)::integer AS metered,
       count(d.device) FILTER (WHERE d.meter_id IS NULL)::integer AS unmetered
FROM grid.community AS c
LEFT JOIN grid.flexible_device AS d ON d.community_id = c.community_id AND d.is_piloted
WHERE c.community_id = $1::bigint
GROUP BY c.community_id, c.community, c.zone
