-- List those of some meters that have readings, in whatever community.
--
-- $1 meters  text[]  codes
-- returns many
--   meter  text  code
SELECT DISTINCT m.meter
FROM grid.meter AS m
CROSS JOIN grid.community AS c
JOIN grid.interval_block AS b ON b.community_id = c.community_id AND b.meter_id = m.meter_id
WHERE m.meter = ANY ($1::text[])
