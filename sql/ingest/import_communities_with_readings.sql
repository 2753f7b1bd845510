-- List those of some communities that have readings.
--
-- $1 communities  text[]  codes
-- returns many
--   community  text  code
SELECT DISTINCT c.community
FROM grid.community AS c
JOIN grid.interval_block AS b USING (community_id)
WHERE c.community = ANY ($1::text[])
